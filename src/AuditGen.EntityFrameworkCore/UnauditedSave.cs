namespace AuditGen.EntityFrameworkCore;

/// <summary>What happens to a save of auditable entities while no audited command runs.</summary>
public enum UnauditedSave
{
    /// <summary>It is saved, unrecorded, and logged as a warning; the continuity check names the rows later.</summary>
    Warn,

    /// <summary>It is saved, unrecorded, without a word: migrations and seeds, say.</summary>
    Allow,

    /// <summary>It is refused with an <see cref="InvalidOperationException"/> before anything is written.</summary>
    Refuse,
}
