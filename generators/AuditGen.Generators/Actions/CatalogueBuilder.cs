using System.Collections.Immutable;
using AuditGen.Generators.Handlers;

namespace AuditGen.Generators;

/// <summary>Brings the actions and resources of an assembly together, in an order that depends on nothing but them.</summary>
internal static class CatalogueBuilder
{
    public static CatalogueModel Build(
        ImmutableArray<ImmutableEquatableArray<ActionModel>> actions, ImmutableArray<AuditableModel> types, NamesModel names)
    {
        // Event classes must differ although codes could yield one name (a.b_c and a_b.c): the first code has it.
        IEnumerable<CatalogueAction> merged = actions
            .SelectMany(static group => group)
            .GroupBy(static action => Naming.EventType(action.Code), StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => Merge(group));
        Dictionary<string, TypeModel> known = RecordedPaths.Index(types);
        IEnumerable<CatalogueResource> resources = types
            .Where(static model => model.Type.Role == TypeRole.Resource)
            .OrderBy(static model => model.Type.SourceType, StringComparer.Ordinal)
            .Select(model => new CatalogueResource(
                model.Type.Context!,
                model.Type.StoredName,
                model.Type.SourceType,
                "global::" + model.Type.Namespace + "." + model.Type.BaseName + "Resource",
                model.Type.FormerNames,
                RecordedPaths.Of(model.Type, known).ToEquatable(),
                model.Type.WarningIds));
        return new CatalogueModel(names.AssemblyName, names.AssemblyNamespace, merged.ToEquatable(), resources.ToEquatable());
    }

    private static CatalogueAction Merge(IEnumerable<ActionModel> group)
    {
        ActionModel[] all = group
            .OrderBy(static action => action.IsFailure)
            .ThenBy(static action => action.Code, StringComparer.Ordinal)
            .ThenBy(static action => action.Handler, StringComparer.Ordinal)
            .ThenBy(static action => action.Category, StringComparer.Ordinal)
            .ToArray();
        ActionModel[] same = all.Where(action => action.Code == all[0].Code).ToArray();
        return new CatalogueAction(
            all[0] with
            {
                EmitWhenUnchanged = same.Any(static action => action.EmitWhenUnchanged),
                FormerCodes = same.SelectMany(static action => action.FormerCodes).Distinct(StringComparer.Ordinal).ToEquatable(),
            },
            same.Select(static action => action.Handler).Distinct(StringComparer.Ordinal).ToEquatable());
    }
}
