using System.Globalization;

namespace AuditGen.Cli.Catalogue;

/// <summary>The forms a catalogue is printed in.</summary>
internal static class CatalogueText
{
    /// <summary>One row an action: <c>context,resource_type,action,category</c>.</summary>
    public static IEnumerable<string> Csv(AssemblyCatalogue catalogue) =>
        catalogue.Actions.Select(static a => $"{a.Context},{a.ResourceType},{a.Code},{a.Category}").Distinct(StringComparer.Ordinal).Prepend("context,resource_type,action,category");

    /// <summary>A Markdown table.</summary>
    public static IEnumerable<string> Markdown(AssemblyCatalogue catalogue) =>
    [
        "| context | resource type | action | category | handlers |",
        "|---|---|---|---|---|",
        .. catalogue.Actions.Select(static a => $"| {a.Context} | {a.ResourceType} | `{a.Code}` | {a.Category} | {string.Join(", ", a.Handlers)} |"),
    ];

    /// <summary>The text of <c>audit-catalogue.lock</c>, as rule AUD1021 reads it.</summary>
    public static IEnumerable<string> Lock(AssemblyCatalogue catalogue) =>
    [
        "# AuditGen catalogue lock, version 1: what readers of the trail rely on.",
        .. catalogue.Actions.Select(static a => $"action {a.Context} {a.ResourceType} {a.Code} {a.Category}")
            .Concat(catalogue.Resources.SelectMany(static r => r.Members.Select(m => $"member {r.Context} {r.ResourceType} {m}")))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>How many handlers are audited in each context, and how many are exempt or uncovered.</summary>
    public static IEnumerable<string> Coverage(AssemblyCatalogue catalogue)
    {
        foreach (IGrouping<string, CatalogueAction> context in catalogue.Actions.GroupBy(static a => a.Context, StringComparer.Ordinal))
        {
            int handlers = context.SelectMany(static a => a.Handlers).Distinct(StringComparer.Ordinal).Count();
            yield return string.Create(CultureInfo.InvariantCulture, $"{context.Key}: {handlers} handlers audited, {context.Select(static a => a.Code).Distinct(StringComparer.Ordinal).Count()} actions");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"exempt: {catalogue.ExemptHandlers.Count}, uncovered: {catalogue.UncoveredHandlers.Count}");
        foreach (string handler in catalogue.UncoveredHandlers)
        {
            yield return $"uncovered: {handler}";
        }
    }
}
