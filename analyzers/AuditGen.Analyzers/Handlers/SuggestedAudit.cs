using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Handlers;

/// <summary>The <c>[Audited]</c> that the names of a handler suggest: <c>PostInvoiceHandler</c> is <c>invoice.post</c>.</summary>
/// <param name="Code">The action code.</param>
/// <param name="Category">The category's name.</param>
/// <param name="Resource">The name of the resource's type.</param>
/// <param name="ResourceAnywhere">The same as it can be written in any namespace.</param>
internal sealed record SuggestedAudit(string Code, string Category, string Resource, string ResourceAnywhere)
{
    private static readonly string[] Suffixes = ["CommandHandler", "Handler", "Consumer", "Command", "UseCase"];

    private static readonly Dictionary<string, string> Verbs = new(StringComparer.Ordinal)
    {
        ["add"] = "Create", ["register"] = "Create", ["open"] = "Create", ["new"] = "Create", ["draft"] = "Create", ["place"] = "Create",
        ["remove"] = "Delete", ["purge"] = "Delete", ["archive"] = "Delete",
        ["change"] = "Update", ["edit"] = "Update", ["rename"] = "Update", ["set"] = "Update", ["adjust"] = "Update",
        ["enable"] = "Activate", ["start"] = "Activate", ["release"] = "Activate", ["unlock"] = "Activate", ["unblock"] = "Activate",
        ["disable"] = "Deactivate", ["block"] = "Deactivate", ["lock"] = "Deactivate", ["suspend"] = "Deactivate", ["retire"] = "Deactivate",
        ["finish"] = "Complete", ["confirm"] = "Complete", ["send"] = "Issue", ["ship"] = "Issue", ["dispatch"] = "Issue",
        ["book"] = "Post", ["pay"] = "Post", ["log"] = "Authenticate", ["login"] = "Authenticate", ["logout"] = "Authenticate", ["sign"] = "Approve",
        ["move"] = "Transfer", ["calculate"] = "Evaluate", ["count"] = "Evaluate", ["void"] = "Reverse", ["undo"] = "Reverse", ["deny"] = "Reject",
        ["allow"] = "Grant", ["reconcile"] = "Match", ["request"] = "Submit",
    };

    public static SuggestedAudit For(INamedTypeSymbol handler, HandlerMethod? method, AuditSymbols symbols)
    {
        // A Guid or a list says nothing of what is done.
        string name = Trim(method?.Command is INamedTypeSymbol { Name.Length: > 0 } command && !command.IsOfFramework() ? command.Name : handler.Name);
        string[] words = StoredNames.ToWord(name).Split('_');
        string verb = words[0];
        string[] noun = words.Length > 1 ? [.. words.Skip(1)] : StoredNames.ToWord(Trim(handler.Name)).Split('_');
        string category = CategoryOf(verb, symbols);

        // RefreshInvoiceCache is about the resource Invoice, where there is one and none called InvoiceCache.
        for (int length = noun.Length; length > 0; length--)
        {
            if (FindResource(TypeName(noun.Take(length)), handler, symbols) is { } type)
            {
                string code = symbols.ResourceOf(type)!.Value.ResourceType + "." + string.Join("_", [verb, .. noun.Skip(length)]);
                return new SuggestedAudit(code, category, type.ShortName(), type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
            }
        }

        string likely = TypeName(noun);
        return new SuggestedAudit(string.Join("_", noun) + "." + verb, category, likely, likely);
    }

    private static string TypeName(IEnumerable<string> words) =>
        string.Concat(words.Where(w => w.Length > 0).Select(w => char.ToUpperInvariant(w[0]) + w.Substring(1)));

    /// <summary>The resource of this assembly that is called so, or so in the singular: the one nearest to the handler.</summary>
    private static INamedTypeSymbol? FindResource(string name, INamedTypeSymbol handler, AuditSymbols symbols)
    {
        string singular = name.EndsWith("ies", StringComparison.Ordinal) ? name.Substring(0, name.Length - 3) + "y"
            : name.EndsWith("s", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1)
            : name;
        return new[] { name, singular }.Distinct(StringComparer.Ordinal)
            .SelectMany(n => symbols.Compilation.GetSymbolsWithName(n, SymbolFilter.Type).OfType<INamedTypeSymbol>())
            .Where(t => !t.IsGenericType && symbols.ResourceOf(t) is not null)
            .OrderBy(t => t.ContainingNamespace.Is(handler.ContainingNamespace) ? 0 : 1)
            .ThenBy(t => t.ToDisplayString(), StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static string CategoryOf(string verb, AuditSymbols symbols)
    {
        if (Verbs.TryGetValue(verb, out string? category))
        {
            return category;
        }

        return symbols.Category?.MemberNames.FirstOrDefault(n => string.Equals(n, verb, StringComparison.OrdinalIgnoreCase)) ?? "Update";
    }

    private static string Trim(string name)
    {
        foreach (string suffix in Suffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                return name.Substring(0, name.Length - suffix.Length);
            }
        }

        return name;
    }
}
