namespace AuditGen;

/// <summary>
/// Says who acts where no <see cref="AuditContext.Begin"/> does: from the web request, the message, the grain. Register any
/// number; each fills in what the ones before it did not say.
/// </summary>
public interface IAuditContextProvider
{
    /// <summary>What is known here and now, or <see langword="null"/>. Called once an operation; must be quick and must not throw.</summary>
    AuditContext? GetContext();
}
