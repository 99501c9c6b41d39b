namespace AuditGen.Hosting;

/// <summary>The contexts that settings may name: those of audited actions and resources, and the reserved one.</summary>
internal sealed class KnownContexts(AuditCatalogue catalogue)
{
    private readonly HashSet<string> _known =
    [
        .. catalogue.Actions.Select(static action => action.Context),
        .. catalogue.Modules.SelectMany(static module => module.ResourceTypes).Select(static resource => resource.Context),
    ];

    /// <summary>What is wrong with the name of a context, and what to write instead; null where nothing is.</summary>
    /// <param name="context">The name. Any is accepted while nothing at all is audited.</param>
    public string? FaultOf(string context) =>
        !IsName(context) ? $"'{context}' is no name of a context. Write lower-case letters, digits and '_', such as \"finance\"."
        : context == AuditContexts.Reserved || catalogue.Modules.IsEmpty || _known.Contains(context) ? null
        : $"No audited action or resource has the context '{context}'. Write one of: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.";

    private static bool IsName(string context) =>
        context.Length > 0 && context.All(static each => each is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');
}
