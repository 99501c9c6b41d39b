namespace AuditGen.Generators;

/// <summary>Writes the names of an enum.</summary>
internal static class EnumEmitter
{
    public static string Emit(EnumModel model)
    {
        var writer = new SourceWriter();
        writer.Header(model.WarningIds);
        StateEmitter.BeginNamespace(writer, model.Namespace);
        string pair = $"global::System.Collections.Generic.KeyValuePair<string, {model.SourceType}>";
        writer
            .Line($"/// <summary>The members of {Generated.Mention(model.SourceType, model.SourceType)} by name.</summary>")
            .Line(Generated.Attribute)
            .Open($"internal readonly struct {model.ClassName} : IAuditEnumNames<{model.SourceType}>")
            .Line("/// <inheritdoc/>")
            .Line($"public static bool IsFlags => {(model.IsFlags ? "true" : "false")};")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public static global::System.Collections.Immutable.ImmutableArray<{pair}> Members {{ get; }} =")
            .Line("[")
            .Indent();
        foreach (EnumMemberModel member in model.Members)
        {
            // By number: naming an obsolete member could be an error.
            writer.Line($"new({Naming.Literal(member.Name)}, ({model.SourceType})({member.Value})),");
        }

        return writer.Outdent().Line("];").Close().ToString();
    }
}
