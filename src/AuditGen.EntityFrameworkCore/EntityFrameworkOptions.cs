namespace AuditGen.EntityFrameworkCore;

/// <summary>How changes of tracked entities are recorded.</summary>
public sealed class EntityFrameworkOptions
{
    /// <summary>What happens to a save of auditable entities while no audited command runs.</summary>
    public UnauditedSave OutsideOperations { get; set; } = UnauditedSave.Warn;
}
