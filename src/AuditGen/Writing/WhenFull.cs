namespace AuditGen;

/// <summary>What happens to a command when the queue to the journal, or the journal itself, has no room.</summary>
public enum WhenFull
{
    /// <summary>The command waits, unrun, until there is room. The default.</summary>
    Wait,

    /// <summary>The command is refused, unrun, with <see cref="AuditAppendException"/>.</summary>
    Fail,
}
