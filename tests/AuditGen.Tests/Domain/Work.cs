namespace AuditGen.Tests.Domain;

/// <summary>A command that carries what its handler is to do, so that each test tells its own story.</summary>
public abstract record Work(Func<IAuditScope, Task> Do)
{
    [AuditReason]
    public string? Why { get; init; }

    [AuditData]
    public string? Channel { get; init; }

    [AuditData(Name = "attempt"), AuditSensitive(Sensitivity.Mask)]
    public string? Password { get; init; }
}

public sealed record PostInvoice(Func<IAuditScope, Task> Do) : Work(Do);

public sealed record MatchInvoice(Func<IAuditScope, Task> Do) : Work(Do);

public sealed record ReviewInvoice(Func<IAuditScope, Task> Do) : Work(Do);

public sealed record LogIn(Func<IAuditScope, Task> Do) : Work(Do);

public sealed record WriteLog(Func<IAuditScope, Task> Do) : Work(Do);
