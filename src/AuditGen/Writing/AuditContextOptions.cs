namespace AuditGen;

/// <summary>How the events of one business context are written.</summary>
public sealed record AuditContextOptions
{
    /// <summary>What an append waits for. Where one operation touches several contexts, the strictest holds for all of it.</summary>
    public Durability Durability { get; set; } = Durability.Journaled;

    /// <summary>What happens to a command when there is no room to audit it.</summary>
    public WhenFull WhenFull { get; set; } = WhenFull.Wait;

    /// <summary>
    /// Whether an intent is journaled before the command runs, so that a crash between the business commit and the append
    /// leaves an event with outcome <c>unknown</c> instead of silence. Costs one more group-committed write a command;
    /// not needed where events travel in the business transaction (outbox).
    /// </summary>
    public bool Intents { get; set; } = true;
}
