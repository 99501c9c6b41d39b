namespace AuditGen.Reading;

/// <summary>The width of a histogram's buckets, in UTC.</summary>
public enum AuditInterval
{
    /// <summary>Hours.</summary>
    Hour,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Weeks, from Monday.</summary>
    Week,

    /// <summary>Months.</summary>
    Month,
}
