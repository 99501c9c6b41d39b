namespace AuditGen.Generators.Handlers;

/// <summary>Writes one decorator.</summary>
internal static class DecoratorEmitter
{
    public static void Write(SourceWriter writer, HandlerModel handler, DecoratorModel decorator)
    {
        // The decorator of a generic handler takes the handler class itself, so that the container can close both alike.
        string inner = handler.IsGeneric ? handler.Type : decorator.Service;
        writer.Line($"/// <summary>Runs the commands of <c>{Xml(handler.Display)}</c> as audited operations.</summary>");
        writer.Line(Generated.Attribute);
        writer.Line($"internal sealed class {decorator.Name}{handler.TypeParameters} : {decorator.Service}{handler.Constraints}").Line("{").Indent();
        writer.Line($"private readonly {decorator.Service} _inner;");
        writer.Line("private readonly IAuditOperations _operations;");
        writer.Line();
        writer.Line($"/// <summary>Wraps a handler.</summary>");
        writer.Open($"public {decorator.Name}({inner} inner, IAuditOperations operations)");
        writer.Line("_inner = inner;").Line("_operations = operations;").Close();
        foreach (ServiceMemberModel member in decorator.Members)
        {
            writer.Line();
            WriteMember(writer, handler, decorator, member);
        }

        writer.Outdent().Line("}");
    }

    private static void WriteMember(SourceWriter writer, HandlerModel handler, DecoratorModel decorator, ServiceMemberModel member)
    {
        string target = member.Interface == decorator.Service && !member.IsExplicit ? "_inner" : $"(({member.Interface})_inner)";
        switch (member.Kind)
        {
            case ServiceMemberKind.Dispose:
                writer.Line("/// <summary>Does nothing: the container disposes the inner handler, which it made.</summary>");
                writer.Line("void global::System.IDisposable.Dispose()").Line("{").Line("}");
                break;
            case ServiceMemberKind.DisposeAsync:
                writer.Line("/// <summary>Does nothing: the container disposes the inner handler, which it made.</summary>");
                writer.Line("global::System.Threading.Tasks.ValueTask global::System.IAsyncDisposable.DisposeAsync() => default;");
                break;
            case ServiceMemberKind.Property:
                WriteProperty(writer, member, target);
                break;
            case ServiceMemberKind.Event:
                writer.Line($"{Head(member, member.Type, async: false)}").Line("{").Indent();
                writer.Line($"add => {target}.{member.Name} += value;").Line($"remove => {target}.{member.Name} -= value;");
                writer.Outdent().Line("}");
                break;
            default:
                string call = $"{target}.{member.Name}({member.Arguments})";
                if (member.Audited < 0)
                {
                    writer.Line($"{Head(member, member.Type, async: false)} => {call};");
                }
                else
                {
                    OperationEmitter.Write(writer, handler, handler.Methods[member.Audited], member, Head, call);
                }

                break;
        }
    }

    private static void WriteProperty(SourceWriter writer, ServiceMemberModel member, string target)
    {
        string access = member.Name == "this" ? $"{target}[{member.Arguments}]" : $"{target}.{member.Name}";
        if (member is { HasGet: true, HasSet: false })
        {
            writer.Line($"{Head(member, member.Type, async: false)} => {access};");
            return;
        }

        writer.Line(Head(member, member.Type, async: false)).Line("{").Indent();
        if (member.HasGet)
        {
            writer.Line($"get => {access};");
        }

        writer.Line($"set => {access} = value;").Outdent().Line("}");
    }

    /// <summary>The declaration of a member up to its body.</summary>
    private static string Head(ServiceMemberModel member, string type, bool async)
    {
        string modifiers = (member.IsExplicit ? "" : "public ") + (async ? "async " : "") + (member.Kind == ServiceMemberKind.Event ? "event " : "");
        string name = member.IsExplicit ? $"{member.Interface}.{member.Name}" : member.Name;
        string parameters = member.Kind == ServiceMemberKind.Method ? $"({member.Parameters})" : member.Name == "this" ? $"[{member.Parameters}]" : "";
        return $"{modifiers}{type} {name}{parameters}{member.Constraints}";
    }

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
