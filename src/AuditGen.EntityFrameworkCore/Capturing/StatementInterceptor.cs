using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>Sees the first statement of each save, and statements that change rows behind the change tracker.</summary>
internal sealed class StatementInterceptor(CaptureServices services) : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Executing(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ExecutingAsync(eventData, result, cancellationToken);

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Executing(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ExecutingAsync(eventData, result, cancellationToken);

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        if (IsUnseenChange(command, eventData, result))
        {
            Synchronously.Run(services.For(eventData.Context!).UnseenAsync(eventData.CommandSource, async: false, CancellationToken.None));
        }

        return result;
    }

    public override async ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (IsUnseenChange(command, eventData, result))
        {
            await services.For(eventData.Context!).UnseenAsync(eventData.CommandSource, async: true, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    private void Executing(CommandEventData eventData)
    {
        if (CaptureDue(eventData) is { } capture)
        {
            Synchronously.Run(capture.CaptureAsync(async: false, CancellationToken.None));
        }
    }

    // A save runs many statements, and all but the first find nothing to do.
    private ValueTask<T> ExecutingAsync<T>(CommandEventData eventData, T result, CancellationToken cancellationToken)
    {
        return CaptureDue(eventData) is { } capture ? CapturedAsync(capture) : ValueTask.FromResult(result);

        async ValueTask<T> CapturedAsync(ContextCapture due)
        {
            await due.CaptureAsync(async: true, cancellationToken).ConfigureAwait(false);
            return result;
        }
    }

    // Asked for before any query runs, the capture sees what queries track.
    private ContextCapture? CaptureDue(CommandEventData eventData) =>
        eventData.Context is { } context && services.For(context) is { IsToCapture: true } capture && eventData.CommandSource == CommandSource.SaveChanges
            ? capture
            : null;

    private bool IsUnseenChange(DbCommand command, CommandExecutedEventData eventData, int rows) =>
        rows != 0
        && eventData is { Context: { } context, CommandSource: CommandSource.ExecuteSqlRaw or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete }
        && services.Plans.For(context).MayWrite(command.CommandText);
}
