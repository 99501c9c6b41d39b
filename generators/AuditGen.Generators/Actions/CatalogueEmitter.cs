namespace AuditGen.Generators;

/// <summary>Writes action constants, the list of resources and the catalogue attributes of an assembly.</summary>
internal static class CatalogueEmitter
{
    public static string Emit(CatalogueModel model)
    {
        var writer = new SourceWriter();
        writer.Header(model.Resources.SelectMany(static resource => resource.WarningIds).Concat(model.Actions.SelectMany(static entry => entry.Action.WarningIds)).Distinct(StringComparer.Ordinal).OrderBy(static id => id, StringComparer.Ordinal));
        foreach (CatalogueResource resource in model.Resources)
        {
            writer.Line(
                $"[assembly: global::AuditGen.AuditCatalogueResource({Naming.Literal(resource.Context)}, {Naming.Literal(resource.ResourceType)}, typeof({resource.SourceType}), "
                + $"Members = new string[] {{ {List(resource.Members)} }}{Former("FormerNames", resource.FormerNames)})]");
        }

        foreach (CatalogueAction action in model.Actions)
        {
            writer.Line(
                $"[assembly: global::AuditGen.AuditCatalogueEntry({Naming.Literal(action.Action.Context)}, {Naming.Literal(action.Action.ResourceType)}, {Naming.Literal(action.Action.Code)}, "
                + $"global::AuditGen.AuditCategory.{action.Action.Category}, Handlers = new string[] {{ {List(action.Handlers)} }}{Former("FormerCodes", action.Action.FormerCodes)})]");
        }

        writer.Line();
        StateEmitter.BeginNamespace(writer, model.Namespace);
        Actions(writer, model);
        writer.Line();
        Resources(writer, model);
        return writer.ToString();
    }

    private static void Actions(SourceWriter writer, CatalogueModel model)
    {
        writer
            .Line($"/// <summary>The actions that handlers of {model.AssemblyName} emit.</summary>")
            .Line(Generated.Attribute)
            .Open($"public static class {Naming.ActionsClass(model.AssemblyName)}");
        foreach (CatalogueAction entry in model.Actions)
        {
            ActionModel action = entry.Action;
            string more = (action.EmitWhenUnchanged ? ", EmitWhenUnchanged = true" : string.Empty)
                + (action.FormerCodes.Count > 0 ? $", FormerCodes = [{List(action.FormerCodes)}]" : string.Empty);
            string type = Naming.EventType(action.Code);
            writer
                .Line($"/// <summary><c>{action.Code}</c> ({action.Category.ToLowerInvariant()}) of the {action.Context} resource <c>{action.ResourceType}</c>.</summary>")
                .Line($"public static AuditAction {type} {{ get; }} = new AuditAction({Naming.Literal(action.Code)}, AuditCategory.{action.Category}, {Naming.Literal(action.Context)}, {Naming.Literal(action.ResourceType)}) {{ EventType = {Naming.Literal(type)}{more} }};")
                .Line();
        }

        writer
            .Line("/// <summary>All of them, in the order of their event types.</summary>")
            .Line($"public static global::System.Collections.Immutable.ImmutableArray<AuditAction> All {{ get; }} = [{string.Join(", ", model.Actions.Select(static entry => Naming.EventType(entry.Action.Code)))}];")
            .Close();
    }

    private static void Resources(SourceWriter writer, CatalogueModel model) => writer
        .Line($"/// <summary>The resource types of {model.AssemblyName}.</summary>")
        .Line(Generated.Attribute)
        .Open($"public static class {Naming.ResourcesClass(model.AssemblyName)}")
        .Line("/// <summary>All of them, in the order of their type names.</summary>")
        .Line($"public static global::System.Collections.Immutable.ImmutableArray<AuditResourceType> All {{ get; }} = [{string.Join(", ", model.Resources.Select(static resource => resource.Resource + ".Instance"))}];")
        .Close();

    private static string List(IEnumerable<string> items) => string.Join(", ", items.Select(Naming.Literal));

    private static string Former(string name, ImmutableEquatableArray<string> names) =>
        names.Count == 0 ? string.Empty : $", {name} = new string[] {{ {List(names)} }}";
}
