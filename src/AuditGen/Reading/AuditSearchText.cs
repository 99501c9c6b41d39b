namespace AuditGen.Reading;

/// <summary>What of an event can be searched for, the same for every store.</summary>
public static class AuditSearchText
{
    /// <summary>The most characters (UTF-16 units) of a dimension's value that count: longer ones are compared by their beginning.</summary>
    public const int MaxDimension = 1_024;

    /// <summary>The most characters (UTF-16 units) of <c>path=value</c> that can be searched.</summary>
    public const int MaxChange = 8_191;

    /// <summary>The most different words of one event that can be searched.</summary>
    public const int MaxWords = 4_096;

    /// <summary>A dimension's value as it is compared.</summary>
    public static string Dimension(string value) => Cut(value, MaxDimension);

    /// <summary>
    /// One side of a change as it is searched: <c>path=value</c>, the bare path where there is no value, cut at
    /// <see cref="MaxChange"/>.
    /// </summary>
    public static string Change(string path, AuditValue value) =>
        Cut(value.IsMissing ? path : path + "=" + value.ToSearchText(), MaxChange);

    /// <summary>
    /// The different words of an event, in the order they occur: of the action, of resource, actor and on-behalf-of with their
    /// ids and names, of the actor's e-mail address, of the reason, of changed paths with old and new values, and of the command's facts.
    /// </summary>
    public static IReadOnlyCollection<string> Words(AuditEvent auditEvent)
    {
        WordSet words = new(MaxWords);
        Add(words, auditEvent.Action);
        Add(words, auditEvent.Resource?.Type);
        Add(words, auditEvent.Resource?.Id);
        Add(words, auditEvent.Resource?.Name);
        Add(words, auditEvent.Actor.Id);
        Add(words, auditEvent.Actor.Name);
        Add(words, auditEvent.Actor.Email);
        Add(words, auditEvent.Actor.OnBehalfOf?.Id);
        Add(words, auditEvent.Actor.OnBehalfOf?.Name);
        Add(words, auditEvent.Reason);
        foreach (AuditChange change in auditEvent.Changes)
        {
            Add(words, change.Path);
            Add(words, change.Old);
            Add(words, change.New);
        }

        foreach (AuditDatum datum in auditEvent.Data)
        {
            Add(words, datum.Value);
        }

        return words.InOrder;
    }

    /// <summary>The words of an event as one text with single spaces between them.</summary>
    public static string Message(AuditEvent auditEvent) => string.Join(' ', Words(auditEvent));

    private static void Add(WordSet words, AuditValue value)
    {
        if (!value.IsMissing)
        {
            Add(words, value.ToSearchText());
        }
    }

    private static void Add(WordSet words, string? text)
    {
        if (text is not null)
        {
            AuditWords.AddTo(text.AsSpan(0, Math.Min(text.Length, MaxChange)), words);
        }
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
