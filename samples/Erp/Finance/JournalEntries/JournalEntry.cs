namespace Erp.Finance;

/// <summary>A balanced entry in the general ledger. Once posted it is undone only by a counter-entry.</summary>
[Auditable("finance", "journal_entry")]
public sealed class JournalEntry : Aggregate, IKeyed<Id<JournalEntry>>
{
    public JournalEntry(Id<JournalEntry> id, string number, PeriodKey period, DateOnly postedOn, IReadOnlyList<JournalLine> lines, Id<JournalEntry>? reverses = null)
    {
        Rule.Require(lines.Count >= 2, "A journal entry has at least two lines.");
        Rule.Require(lines.Sum(static line => line.Amount.Amount) == 0m, "Debits and credits do not balance.");
        Id = id;
        Number = Rule.Text(number, "The number of the journal entry");
        Period = period;
        PostedOn = postedOn;
        Lines = lines;
        Reverses = reverses;
    }

    [AuditKey]
    public Id<JournalEntry> Id { get; }

    [AuditName]
    public string Number { get; }

    public PeriodKey Period { get; }

    public DateOnly PostedOn { get; }

    public IReadOnlyList<JournalLine> Lines { get; }

    [AuditReference]
    public Id<JournalEntry>? Reverses { get; }

    [AuditReference]
    public Id<JournalEntry>? ReversedBy { get; private set; }

    /// <summary>Marks this entry as undone and returns the entry that undoes it.</summary>
    public JournalEntry Reverse(Id<JournalEntry> id, DateOnly on)
    {
        Rule.Require(ReversedBy is null, "The entry was reversed already.");
        Rule.Require(Reverses is null, "A reversal cannot be reversed: post the entry again.");
        ReversedBy = id;
        JournalLine[] counter = [.. Lines.Select(static line => line with { Amount = line.Amount * -1m })];
        return new(id, $"{Number}-R", Period, on, counter, Id);
    }
}
