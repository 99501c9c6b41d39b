namespace AuditGen.Generators.Handlers;

/// <summary>Writes the module of the assembly: what the runtime needs to know of it.</summary>
internal static class ModuleEmitter
{
    public static string Write(NamesModel names, bool hasResources, IEnumerable<HandlerEntry> handlers)
    {
        string module = Naming.ModuleClass(names.AssemblyName);
        string space = names.AssemblyNamespace;
        var writer = new SourceWriter().Header();
        writer.Line($"[assembly: global::AuditGen.AuditModule(typeof(global::{space}.{module}))]");
        writer.Line();
        writer.Open($"namespace {space}");
        writer.Line($"/// <summary>The actions, auditable types and audited handlers of {names.AssemblyName}.</summary>");
        writer.Line(Generated.Attribute);
        writer.Open($"public sealed class {module} : global::AuditGen.AuditModule");
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override string AssemblyName => {Naming.Literal(names.AssemblyName)};");
        HandlerEntry[] entries = [.. handlers.OrderBy(entry => entry.DescriptionClass, StringComparer.Ordinal)];
        WriteList(writer, "AuditAction", "Actions", [.. entries.SelectMany(entry => entry.Codes).Distinct().OrderBy(code => code, StringComparer.Ordinal).Select(names.Action)]);
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(hasResources
            ? $"public override global::System.Collections.Immutable.ImmutableArray<global::AuditGen.AuditResourceType> ResourceTypes => global::{space}.{Naming.ResourcesClass(names.AssemblyName)}.All;"
            : "public override global::System.Collections.Immutable.ImmutableArray<global::AuditGen.AuditResourceType> ResourceTypes => [];");
        WriteList(writer, "AuditedHandler", "Handlers", [.. entries.SelectMany(entry => entry.Properties.Select(property => $"{entry.DescriptionClass}.{property}"))]);
        writer.Close().Close();
        return writer.ToString();
    }

    private static void WriteList(SourceWriter writer, string type, string name, string[] items)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        string declaration = $"public override global::System.Collections.Immutable.ImmutableArray<global::AuditGen.{type}> {name} {{ get; }} =";
        if (items.Length == 0)
        {
            writer.Line(declaration + " [];");
            return;
        }

        writer.Line(declaration).Line("[").Indent();
        foreach (string item in items)
        {
            writer.Line(item + ",");
        }

        writer.Outdent().Line("];");
    }
}
