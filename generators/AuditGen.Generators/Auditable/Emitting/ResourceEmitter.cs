namespace AuditGen.Generators;

/// <summary>Writes the diff and the resource type of a resource.</summary>
internal static class ResourceEmitter
{
    public static string Emit(LinkedType linked)
    {
        TypeModel type = linked.Type;
        var writer = new SourceWriter();
        writer.Header(type.WarningIds);
        StateEmitter.BeginNamespace(writer, type.Namespace);
        Diff(writer, type);
        writer.Line();
        Resource(writer, type);
        return writer.ToString();
    }

    private static void Diff(SourceWriter writer, TypeModel type)
    {
        string state = type.StateName;
        const string runtime = "global::AuditGen.States.AuditDiff";
        const string changes = "global::System.Collections.Immutable.ImmutableArray<AuditChange>";
        writer
            .Line($"/// <summary>Compares states of {Generated.Mention(type.SourceType, type.DisplayName)}.</summary>")
            .Line(Generated.Attribute)
            .Open($"{Access(type)} static class {type.BaseName}Diff")
            .Line("/// <summary>The changes from one state to the other; null stands for a resource that does not exist.</summary>")
            .Line($"public static {changes} Between({state}? before, {state}? after) => {runtime}.Between(before, after);")
            .Line()
            .Line("/// <summary>Says the changes to a sink. Nothing is allocated where there are none.</summary>")
            .Line($"public static void Write<TSink>({state}? before, {state}? after, ref TSink sink)")
            .Line("    where TSink : struct, IChangeSink, allows ref struct")
            .Line($"    => {runtime}.Write(before, after, ref sink);")
            .Line()
            .Line("/// <summary>The state that results when the changes are applied; null where nothing is left.</summary>")
            .Line($"public static {state}? Apply({state}? state, {changes} changes) => {runtime}.Apply(state, changes);")
            .Line()
            .Line("/// <summary>The changes that undo the given ones.</summary>")
            .Line($"public static {changes} Invert({changes} changes) => {runtime}.Invert(changes);")
            .Close();
    }

    private static void Resource(SourceWriter writer, TypeModel type)
    {
        string name = type.BaseName + "Resource";
        writer
            .Line($"/// <summary>The resource type <c>{type.StoredName}</c> of the context <c>{type.Context}</c>.</summary>")
            .Line(Generated.Attribute)
            .Open($"{Access(type)} sealed class {name} : AuditResourceType<{type.SourceType}, {type.StateName}>")
            .Open($"private {name}()")
            .Close()
            .Line()
            .Line("/// <summary>The only instance.</summary>")
            .Line($"public static {name} Instance {{ get; }} = new {name}();")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public override string Context => {Naming.Literal(type.Context!)};")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public override string ResourceType => {Naming.Literal(type.StoredName)};")
            .Line();
        if (type.FormerNames.Count > 0)
        {
            writer
                .Line("/// <inheritdoc/>")
                .Line($"public override global::System.Collections.Immutable.ImmutableArray<string> FormerNames {{ get; }} = [{string.Join(", ", type.FormerNames.Select(Naming.Literal))}];")
                .Line();
        }

        if (!type.IsMutable)
        {
            writer.Line("/// <inheritdoc/>").Line("public override bool IsMutable => false;").Line();
        }

        writer
            .Line("/// <inheritdoc/>")
            .Line($"protected override {type.StateName} CaptureState({type.SourceType} resource) => {type.StateName}.Of(resource);")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"protected override global::AuditGen.AuditResource Identify({type.StateName} state) =>")
            .Indent();
        if (type.Key is null)
        {
            writer.Line($"throw new AuditStateException({Naming.Literal($"{type.DisplayName} has no [AuditKey], so the resource cannot be identified. Mark the members that identify it.")});");
        }
        else
        {
            string[] keys = type.Key.Members.Select(member => Text(type, member, "Required", $", {Naming.Literal(type.DisplayName + "." + member)}")).ToArray();
            string id = keys.Length == 1 ? keys[0] : $"AuditKeyText.Join({string.Join(", ", keys)})";
            MemberModel? personalName = type.Members.FirstOrDefault(member => member.Name == type.NameMember && member.Shape is PersonalShape);
            string[] more = new[] { ("Name", personalName is null ? type.NameMember : null), ("Version", type.VersionMember) }
                .Where(static pair => pair.Item2 is not null)
                .Select(pair => $"{pair.Item1} = {Text(type, pair.Item2!, "OrNull", string.Empty)}")
                .ToArray();
            string resource = $"new global::AuditGen.AuditResource({Naming.Literal(type.StoredName)}, {id})" + (more.Length == 0 ? string.Empty : $" {{ {string.Join(", ", more)} }}");
            writer.Line(personalName is null ? resource + ";" : $"{PersonalName(personalName)}({resource}, state.{Naming.Escape(personalName.Name)});");
        }

        writer.Outdent().Close();
    }

    /// <summary>Names a resource whose name is personal data.</summary>
    private static string PersonalName(MemberModel member)
    {
        var personal = (PersonalShape)member.Shape;
        var shape = (ScalarShape)personal.Inner;
        return $"AuditPersonal.Name<{ShapeText.PersonalType(personal, static _ => false)}, {ShapeText.KeyCodec(shape)}>";
    }

    private static string Text(TypeModel type, string member, string method, string more)
    {
        var shape = (ScalarShape)type.Members.First(candidate => candidate.Name == member).Shape;
        return $"AuditKeyText.{method}<{ShapeText.KeyType(shape)}, {ShapeText.KeyCodec(shape)}>(state.{Naming.Escape(member)}{more})";
    }

    private static string Access(TypeModel type) => type.IsPublic ? "public" : "internal";
}
