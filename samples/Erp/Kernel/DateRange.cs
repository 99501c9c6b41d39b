namespace Erp.Kernel;

/// <summary>The days from the first to the last, both included.</summary>
public readonly record struct DateRange
{
    public DateRange(DateOnly first, DateOnly last)
    {
        Rule.Require(first <= last, "The last day must not be before the first.");
        First = first;
        Last = last;
    }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    public bool Contains(DateOnly day) => day >= First && day <= Last;

    public int Days() => Last.DayNumber - First.DayNumber + 1;
}
