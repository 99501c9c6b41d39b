using AuditGen.Scopes;
using AuditGen.Writing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <content>Statements that change rows behind the change tracker.</content>
internal sealed partial class ContextCapture
{
    /// <summary>Such a statement has run: its operation leaves an event with unknown changes, with the transaction where there is an outbox.</summary>
    public async ValueTask UnseenAsync(CommandSource source, bool async, CancellationToken cancellationToken)
    {
        if (_services.Operations.Current is not { } operation)
        {
            if (_services.Options.OutsideOperations == UnauditedSave.Warn)
            {
                CaptureLog.StatementOutsideOperation(_services.Logger, _context.GetType(), source.ToString());
            }

            return;
        }

        if (!HasOutbox || !InTransaction)
        {
            operation.MarkUnseenChanges();
            return;
        }

        using AppendUnit events = operation.WriteUnseenChanges();
        await _outbox!.WriteAsync(_context, _context.Database.CurrentTransaction?.GetDbTransaction(), _services.Time, events, async, cancellationToken).ConfigureAwait(false);
    }
}
