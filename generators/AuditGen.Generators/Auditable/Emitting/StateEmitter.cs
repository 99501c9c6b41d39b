namespace AuditGen.Generators;

/// <summary>Writes the state of a type: its members, and how they are taken over, walked and read back.</summary>
internal static class StateEmitter
{
    public static string Emit(LinkedType linked)
    {
        TypeModel type = linked.Type;
        var writer = new SourceWriter();
        writer.Header(type.WarningIds);
        BeginNamespace(writer, type.Namespace);
        Declaration(writer, linked);
        Properties(writer, linked);
        Of(writer, linked);
        Visit(writer, linked);
        Read(writer, linked);
        Equality(writer, linked);
        foreach (MemberModel member in type.Members.Where(static member => member.Accessor is not null))
        {
            writer.Line().Line(member.Accessor!);
        }

        return Shorten(writer.Close().ToString(), type);
    }

    /// <summary>
    /// Names generated types beside this one by their last part, unless a member could be taken for one: readable, and
    /// half the size.
    /// </summary>
    private static string Shorten(string source, TypeModel type) =>
        type.Members.Any(static member => member.Name.EndsWith("State", StringComparison.Ordinal) || member.Name.EndsWith("Names", StringComparison.Ordinal))
            ? source
            : source.Replace("global::" + type.Namespace + ".", string.Empty);

    /// <summary>Opens a namespace with the namespaces of the runtime in reach, ahead of the application's own names.</summary>
    public static void BeginNamespace(SourceWriter writer, string @namespace) => writer
        .Line($"namespace {@namespace};")
        .Line()
        .Line("using global::AuditGen;")
        .Line("using global::AuditGen.States;")
        .Line("using global::AuditGen.Values;")
        .Line();

    private static Func<string, bool> IsClass(LinkedType linked)
    {
        var classes = new HashSet<string>(linked.ClassStates, StringComparer.Ordinal);
        return classes.Contains;
    }

    private static void Declaration(SourceWriter writer, LinkedType linked)
    {
        TypeModel type = linked.Type;
        string access = type.IsPublic ? "public" : "internal";
        string kind = !linked.IsClass ? "readonly partial struct" : linked.Derived.Count == 0 ? "sealed partial class" : "partial class";
        string bases = (linked.BaseState is null ? string.Empty : linked.BaseState + ", ")
            + $"IAuditState<{type.StateName}>"
            + (type.Key is null ? string.Empty : $", IAuditKeyed<{type.Key.Type}>")
            + $", global::System.IEquatable<{type.StateName}>";
        writer
            .Line($"/// <summary>What is recorded of {Generated.Mention(type.SourceType, type.DisplayName)}: an immutable copy.</summary>")
            .Line(Generated.Attribute)
            .Open($"{access} {kind} {type.StateName} : {bases}");
    }

    private static void Properties(SourceWriter writer, LinkedType linked)
    {
        Func<string, bool> isClass = IsClass(linked);
        var inherited = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string property in linked.Inherited)
        {
            int space = property.IndexOf(' ');
            inherited[property.Substring(0, space)] = property.Substring(space + 1);
        }

        foreach (MemberModel member in linked.Type.Members)
        {
            string type = ShapeText.StateType(member.Shape, isClass);
            bool isInherited = inherited.TryGetValue(member.Name, out string? other);
            if (isInherited && other == type)
            {
                continue;
            }

            string access = member.Shape.IsPublic || !linked.Type.IsPublic ? "public" : "internal";
            string initial = linked.IsClass && NeedsValue(member.Shape, type) ? " = null!;" : string.Empty;
            writer
                .Line($"/// <summary>{Describe(member)}</summary>")
                .Line($"{access} {(isInherited ? "new " : string.Empty)}{type} {Naming.Escape(member.Name)} {{ get; init; }}{initial}")
                .Line();
        }

        if (HasUnauditedType(linked) && linked.BaseState is null)
        {
            writer
                .Line("/// <summary>The run-time type, where it is not one of those annotated; its own members are not recorded.</summary>")
                .Line("public string? UnauditedType { get; init; }")
                .Line();
        }

        if (linked.Type.Key is { } key)
        {
            string value = key.Members[key.Members.Count - 1];
            for (int i = key.Members.Count - 2; i >= 0; i--)
            {
                value = $"({key.Members[i]}, {value})";
            }

            writer.Line($"{key.Type} IAuditKeyed<{key.Type}>.Key => {value};").Line();
        }
    }

    private static void Of(SourceWriter writer, LinkedType linked)
    {
        TypeModel type = linked.Type;
        Func<string, bool> isClass = IsClass(linked);
        writer
            .Line("/// <summary>Records the state of an instance.</summary>")
            .Open($"public static {type.StateName} Of({type.SourceType} source)");
        if (linked.Derived.Count > 0)
        {
            writer.Open("switch (source)");
            foreach (DerivedType derived in linked.Derived)
            {
                writer.Line($"case {derived.SourceType} derived{Index(linked, derived)}: return {derived.State}.Of(derived{Index(linked, derived)});");
            }

            writer.Close().Line();
        }

        writer.Line($"return new {type.StateName}").Line("{").Indent();
        foreach (MemberModel member in type.Members)
        {
            writer.Line($"{Naming.Escape(member.Name)} = {ShapeText.Capture(member.Shape, member.Access.Replace("$", "source"), "the" + member.Name, isClass)},");
        }

        if (HasUnauditedType(linked))
        {
            writer.Line($"UnauditedType = AuditCapture.UnauditedType(source, typeof({type.SourceType})),");
        }

        writer.Outdent().Line("};").Close().Line();
    }

    private static void Visit(SourceWriter writer, LinkedType linked)
    {
        TypeModel type = linked.Type;
        Func<string, bool> isClass = IsClass(linked);
        if (linked.IsClass && (linked.Derived.Count > 0 || linked.BaseState is not null))
        {
            writer
                .Line($"static bool IAuditState<{type.StateName}>.SameType(in {type.StateName} before, in {type.StateName} after) => before.GetType() == after.GetType();")
                .Line();
        }

        writer.Open($"static void IAuditState<{type.StateName}>.Visit<TWalk, TSink>(in {type.StateName} before, in {type.StateName} after, ref TSink sink)");
        if (linked.Derived.Count > 0)
        {
            writer.Open("switch (before)");
            foreach (DerivedType derived in linked.Derived)
            {
                string name = "derived" + Index(linked, derived);
                writer.Line($"case {derived.State} {name}: AuditWalk.Visit<{derived.State}, TWalk, TSink>({name}, ({derived.State})after, ref sink); return;");
            }

            writer.Close().Line();
        }

        // A local stays in a register; what an argument refers to is loaded again for each member.
        (string before, string after) = linked.IsClass ? ("was", "now") : ("before", "after");
        if (linked.IsClass)
        {
            writer.Line($"{type.StateName} {before} = before, {after} = after;");
        }

        if (linked.BaseState is not null)
        {
            writer.Line($"TWalk.Type({Naming.Literal(type.StoredName)}u8, ref sink);");
        }

        if (HasUnauditedType(linked))
        {
            writer.Line($"TWalk.Unaudited({before}.UnauditedType, {after}.UnauditedType, ref sink);");
        }

        foreach (MemberModel member in type.Members)
        {
            writer.Line(ShapeText.Walk(member, before, after, isClass));
        }

        writer.Close().Line();
    }

    private static void Read(SourceWriter writer, LinkedType linked)
    {
        TypeModel type = linked.Type;
        Func<string, bool> isClass = IsClass(linked);
        writer.Open($"static {type.StateName} IAuditState<{type.StateName}>.Read(AuditNode node)");
        if (linked.Derived.Count > 0)
        {
            writer.Open("switch (node.TypeName())");
            foreach (DerivedType derived in linked.Derived)
            {
                foreach (string name in derived.StoredNames)
                {
                    writer.Line($"case {Naming.Literal(name)}:");
                }

                writer.Indent().Line($"return AuditWalk.Read<{derived.State}>(node);").Outdent();
            }

            writer.Close().Line();
        }

        writer.Line($"return new {type.StateName}").Line("{").Indent();
        foreach (MemberModel member in type.Members)
        {
            writer.Line($"{Naming.Escape(member.Name)} = {ShapeText.Read(member, isClass)},");
        }

        if (HasUnauditedType(linked))
        {
            writer.Line("UnauditedType = node.UnauditedType(),");
        }

        writer.Outdent().Line("};").Close().Line();
    }

    private static void Equality(SourceWriter writer, LinkedType linked)
    {
        string name = linked.Type.StateName;
        string hash = linked.Type.Key is { } key ? $"global::System.HashCode.Combine({string.Join(", ", key.Members.Take(8).Select(Naming.Escape))})" : "0";
        writer
            .Line("/// <summary>Whether the two record the same.</summary>")
            .Line(linked.IsClass
                ? $"public bool Equals({name}? other) => other is not null && global::AuditGen.States.AuditDiff.Equal(this, other);"
                : $"public bool Equals({name} other) => global::AuditGen.States.AuditDiff.Equal(in this, in other);")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public override int GetHashCode() => {hash};")
            .Line()
            .Line("/// <summary>The recorded values as people read them, one a line; sensitive ones masked.</summary>")
            .Line("public override string ToString() => global::AuditGen.States.AuditDiff.Describe(this);");
    }

    private static bool HasUnauditedType(LinkedType linked) => !linked.Type.IsSealed || linked.BaseState is not null;

    private static bool NeedsValue(Shape shape, string type) =>
        !type.EndsWith("?", StringComparison.Ordinal) && shape is ScalarShape { IsValueType: false } or ElementsShape or ListShape or MapShape
        && !type.EndsWith("?", StringComparison.Ordinal);

    private static string Describe(MemberModel member)
    {
        string text = $"Recorded as <c>/{Xml(member.StoredName)}</c>";
        return member.Shape switch
        {
            SecretShape { IsHash: true } => text + ", hashed.",
            SecretShape => text + ", masked.",
            PersonalShape => text + ", encrypted under the person's key.",
            ElementsShape { IsOrdered: true } => text + ", element by key, with its order.",
            ElementsShape => text + ", element by key.",
            ListShape { IsWhole: false } => text + ", as a multiset.",
            _ => text + ".",
        };
    }

    private static int Index(LinkedType linked, DerivedType derived) => linked.Derived.ToList().IndexOf(derived);

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");
}
