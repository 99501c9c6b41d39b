global using AuditGen.Erasure;

public interface IDataProtectionOfficers
{
    ValueTask<bool> MayEraseAsync(AuditActor? actor, CancellationToken cancellationToken);
}

public interface IStaff
{
    ValueTask<string?> TenantOfAsync(string subject, CancellationToken cancellationToken);
}

internal partial class Stage
{
    private static readonly IDataProtectionOfficers officers = null!;
    private static readonly IStaff staff = null!;
    private static readonly IAuditErasure erasure = null!;
}
