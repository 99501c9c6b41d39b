namespace AuditGen.Elasticsearch.Export;

/// <summary>
/// What the categories of actions are in the words of the Elastic Common Schema, whose <c>event.category</c> and
/// <c>event.type</c> are closed lists (https://www.elastic.co/guide/en/ecs/current/ecs-allowed-values-event-category.html).
/// </summary>
internal static class EcsVocabulary
{
    /// <summary>The two members of the <c>event</c> object, with a comma at their end; empty for a category unknown to us.</summary>
    public static ReadOnlySpan<byte> MembersOf(ReadOnlySpan<byte> category) => category.Length switch
    {
        4 when category.SequenceEqual("post"u8) => Change,
        5 when category.SequenceEqual("issue"u8) => Creation,
        5 when category.SequenceEqual("grant"u8) => Iam,
        5 when category.SequenceEqual("match"u8) || category.SequenceEqual("close"u8) => Change,
        6 when category.SequenceEqual("create"u8) || category.SequenceEqual("import"u8) || category.SequenceEqual("submit"u8) => Creation,
        6 when category.SequenceEqual("delete"u8) => Deletion,
        6 when category.SequenceEqual("export"u8) => Access,
        6 when category.SequenceEqual("revoke"u8) => Iam,
        6 when category.SequenceEqual("update"u8) || category.SequenceEqual("assign"u8) || category.SequenceEqual("cancel"u8)
            || category.SequenceEqual("reject"u8) || category.SequenceEqual("reopen"u8) => Change,
        7 when category.SequenceEqual("receive"u8) => Creation,
        7 when category.SequenceEqual("approve"u8) || category.SequenceEqual("restore"u8) || category.SequenceEqual("reverse"u8) => Change,
        8 when category.SequenceEqual("evaluate"u8) => Info,
        8 when category.SequenceEqual("activate"u8) || category.SequenceEqual("complete"u8) || category.SequenceEqual("transfer"u8) => Change,
        9 when category.SequenceEqual("configure"u8) => Configuration,
        10 when category.SequenceEqual("deactivate"u8) => Change,
        12 when category.SequenceEqual("authenticate"u8) => Authentication,
        _ => default,
    };

    private static ReadOnlySpan<byte> Change => """
        "category":["database"],"type":["change"],
        """u8;

    private static ReadOnlySpan<byte> Creation => """
        "category":["database"],"type":["creation"],
        """u8;

    private static ReadOnlySpan<byte> Deletion => """
        "category":["database"],"type":["deletion"],
        """u8;

    private static ReadOnlySpan<byte> Access => """
        "category":["database"],"type":["access"],
        """u8;

    private static ReadOnlySpan<byte> Info => """
        "category":["database"],"type":["info"],
        """u8;

    private static ReadOnlySpan<byte> Configuration => """
        "category":["configuration"],"type":["change"],
        """u8;

    private static ReadOnlySpan<byte> Iam => """
        "category":["iam"],"type":["admin","change"],
        """u8;

    private static ReadOnlySpan<byte> Authentication => """
        "category":["authentication"],"type":["start"],
        """u8;
}
