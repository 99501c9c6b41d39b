namespace AuditGen.Generators.Handlers;

/// <summary>Writes the module of the assembly: what the runtime needs to know of it.</summary>
internal static class ModuleEmitter
{
    public static string Write(NamesModel names, IEnumerable<HandlerEntry> handlers, IEnumerable<string> warningIds)
    {
        string module = Naming.ModuleClass(names.AssemblyName);
        string space = names.AssemblyNamespace;
        var writer = new SourceWriter().Header(warningIds);
        writer.Line($"[assembly: global::AuditGen.AuditModule(typeof(global::{space}.{module}))]");
        writer.Line();
        writer.Open($"namespace {space}");
        writer.Line($"/// <summary>The actions, auditable types and audited handlers of {names.AssemblyName}.</summary>");
        writer.Line(Generated.Attribute);
        writer.Open($"public sealed class {module} : global::AuditGen.AuditModule");
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override string AssemblyName => {Naming.Literal(names.AssemblyName)};");
        WriteReference(writer, "AuditAction", "Actions", $"{Naming.ActionsClass(names.AssemblyName)}.All");
        WriteReference(writer, "AuditResourceType", "ResourceTypes", $"{Naming.ResourcesClass(names.AssemblyName)}.All");
        WriteHandlers(writer, [.. handlers
            .OrderBy(entry => entry.DescriptionClass, StringComparer.Ordinal)
            .SelectMany(entry => entry.Properties.Select(property => $"{entry.DescriptionClass}.{property}"))]);
        writer.Close().Close();
        return writer.ToString();
    }

    private static void WriteReference(SourceWriter writer, string type, string name, string list)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override global::System.Collections.Immutable.ImmutableArray<global::AuditGen.{type}> {name} => {list};");
    }

    private static void WriteHandlers(SourceWriter writer, string[] items)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        const string Declaration = "public override global::System.Collections.Immutable.ImmutableArray<global::AuditGen.AuditedHandler> Handlers { get; } =";
        if (items.Length == 0)
        {
            writer.Line(Declaration + " [];");
            return;
        }

        writer.Line(Declaration).Line("[").Indent();
        foreach (string item in items)
        {
            writer.Line(item + ",");
        }

        writer.Outdent().Line("];");
    }
}
