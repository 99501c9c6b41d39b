using System.Text;

namespace AuditGen.Generators.Tests.Laws;

/// <summary>Writes random types as C#, each with a factory that has access to everything.</summary>
internal static class DeclarationText
{
    public static void Append(StringBuilder text, TypeDeclaration type, IReadOnlyList<TypeDeclaration> all)
    {
        bool hasInterface = type.Members.Any(static member => member.Style == MemberStyle.Explicit);
        if (hasInterface)
        {
            text.AppendLine($"    public interface I{type.Name}");
            text.AppendLine("    {");
            foreach (MemberDeclaration member in type.Members.Where(static member => member.Style == MemberStyle.Explicit))
            {
                text.AppendLine($"        {member.Type} {member.Name} {{ get; }}");
            }

            text.AppendLine("    }");
        }

        string[] bases = [.. new[] { type.Base, hasInterface ? "I" + type.Name : null }.OfType<string>()];
        text.AppendLine($"    {type.Attribute}");
        text.AppendLine($"    public {type.Kind} {type.Name}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : string.Empty)}");
        text.AppendLine("    {");
        if (type.IsValueType)
        {
            text.AppendLine($"        public {type.Name}() {{ }}");
        }

        foreach (MemberDeclaration member in type.Members)
        {
            AppendMember(text, type, member);
        }

        AppendFactory(text, type, all);
        text.AppendLine("    }");
    }

    private static void AppendMember(StringBuilder text, TypeDeclaration type, MemberDeclaration member)
    {
        string field = "_" + char.ToLowerInvariant(member.Name[0]) + member.Name[1..];
        const string indent = "        ";
        text.Append(indent).Append(member.Attribute).Append(member.Attribute.Length > 0 ? " " : string.Empty);
        text.AppendLine(member.Style switch
        {
            MemberStyle.Settable => $"public {member.Type} {member.Name} {{ get; set; }} = default!;",
            MemberStyle.Init => $"public {member.Type} {member.Name} {{ get; init; }} = default!;",
            MemberStyle.PrivateSet => $"public {member.Type} {member.Name} {{ get; private set; }} = default!;",
            MemberStyle.PrivateField => $"[AuditMember] private {member.Type} {field} = default!;",
            MemberStyle.View => $"public {member.Type} {member.Name} => {field};\n{indent}private {member.Type} {field} = default!;",
            MemberStyle.Explicit => $"[AuditMember] {member.Type} I{type.Name}.{member.Name} => {field};\n{indent}private {member.Type} {field} = default!;",
            _ => $"[AuditMember(Name = \"x{member.Name}\")] internal {member.Type} {member.Name} {{ get; set; }} = default!;",
        });
    }

    private static void AppendFactory(StringBuilder text, TypeDeclaration type, IReadOnlyList<TypeDeclaration> all)
    {
        if (type.Kind.StartsWith("abstract", StringComparison.Ordinal))
        {
            AppendChoice(text, type, all);
            return;
        }

        string[] derived = [.. all.Where(other => other.Base == type.Name).Select(static other => other.Name)];
        text.AppendLine($"        public static {(type.Base is null ? string.Empty : "new ")}{type.Name} Make(Dice d)");
        text.AppendLine("        {");
        if (derived.Length > 0)
        {
            text.AppendLine($"            switch (d.Below({derived.Length + 1})) {{ {string.Join(" ", derived.Select((name, i) => $"case {i}: return {name}.Make(d);"))} }}");
        }

        text.AppendLine($"            var made = new {type.Name}");
        text.AppendLine("            {");
        foreach (MemberDeclaration member in type.Members.Where(static member => member.Style is MemberStyle.Settable or MemberStyle.Init or MemberStyle.PrivateSet or MemberStyle.Internal))
        {
            text.AppendLine($"                {member.Name} = {member.Make},");
        }

        text.AppendLine("            };");
        foreach (MemberDeclaration member in type.Members.Where(static member => member.Style is MemberStyle.PrivateField or MemberStyle.View or MemberStyle.Explicit))
        {
            text.AppendLine($"            made._{char.ToLowerInvariant(member.Name[0])}{member.Name[1..]} = {member.Make};");
        }

        if (type.Base is not null)
        {
            text.AppendLine("            made.Fill(d);");
        }

        text.AppendLine("            return made;");
        text.AppendLine("        }");
        AppendFill(text, type, all);
    }

    private static void AppendChoice(StringBuilder text, TypeDeclaration type, IReadOnlyList<TypeDeclaration> all)
    {
        string[] derived = [.. all.Where(other => other.Base == type.Name).Select(static other => other.Name)];
        string choice = derived.Length == 0
            ? "throw new System.InvalidOperationException(\"no derived type\")"
            : $"d.Below({derived.Length}) switch {{ {string.Join(" ", derived.Select((name, i) => $"{i} => {name}.Make(d),"))} _ => {derived[^1]}.Make(d) }}";
        text.AppendLine($"        public static {type.Name} Make(Dice d) => {choice};");
        AppendFill(text, type, all);
    }

    /// <summary>Lets a derived type fill what it inherits, private parts included.</summary>
    private static void AppendFill(StringBuilder text, TypeDeclaration type, IReadOnlyList<TypeDeclaration> all)
    {
        if (!all.Any(other => other.Base == type.Name))
        {
            return;
        }

        text.AppendLine($"        protected{(type.Base is null ? string.Empty : " new")} void Fill(Dice d)");
        text.AppendLine("        {");
        if (type.Base is not null)
        {
            text.AppendLine("            base.Fill(d);");
        }

        foreach (MemberDeclaration member in type.Members)
        {
            if (member.Style is MemberStyle.Settable or MemberStyle.PrivateSet or MemberStyle.Internal)
            {
                text.AppendLine($"            {member.Name} = {member.Make};");
            }
            else if (member.Style != MemberStyle.Init)
            {
                text.AppendLine($"            _{char.ToLowerInvariant(member.Name[0])}{member.Name[1..]} = {member.Make};");
            }
        }

        text.AppendLine("        }");
    }
}
