using System.Text;

namespace AuditGen.Ledger;

/// <summary>One finding of a verification.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Where">The journal, store, ledger, anchor or memory concerned.</param>
/// <param name="Message">What is wrong.</param>
public sealed record LedgerFault(LedgerFaultKind Kind, string Where, string Message)
{
    /// <summary>Index of the event concerned, of the first one where there are several; <see langword="null"/> where none is.</summary>
    public long? Index { get; init; }

    /// <summary>Id of the event concerned, where it is known.</summary>
    public Guid? EventId { get; init; }

    /// <summary>Sequence of the checkpoint concerned.</summary>
    public long? Checkpoint { get; init; }

    /// <summary>The finding as one line.</summary>
    public override string ToString()
    {
        var line = new StringBuilder(Kind switch
        {
            LedgerFaultKind.Tampered => "tampered",
            LedgerFaultKind.Incomplete => "incomplete",
            LedgerFaultKind.Bypassed => "bypassed",
            _ => "note",
        });
        line.Append(": ");
        if (Index is { } index)
        {
            line.Append("event ").Append(index);
            line.Append(EventId is { } id && id != Guid.Empty ? $" ({id}) " : " ");
        }

        if (Checkpoint is { } checkpoint)
        {
            line.Append("checkpoint ").Append(checkpoint).Append(' ');
        }

        return line.Append("in ").Append(Where).Append(": ").Append(Message).ToString();
    }
}
