namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>Nothing to audit.</summary>
public sealed class Visit
{
    public int Id { get; private set; }

    public string? Page { get; set; }
}
