namespace AuditGen.Generators.Handlers;

/// <summary>Writes the descriptions of a handler's audited methods.</summary>
internal static class DescriptionEmitter
{
    public static void Write(SourceWriter writer, HandlerModel handler, NamesModel names)
    {
        writer.Line($"/// <summary>How <c>{Xml(handler.Display)}</c> is audited.</summary>");
        writer.Line(Generated.Attribute).Open($"internal static class {handler.DescriptionClass}");
        for (int i = 0; i < handler.Methods.Count; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            WriteMethod(writer, handler, i, names);
        }

        writer.Close();
    }

    private static void WriteMethod(SourceWriter writer, HandlerModel handler, int index, NamesModel names)
    {
        AuditedMethodModel method = handler.Methods[index];
        writer.Line($"/// <summary><c>{Xml(handler.Display)}.{Xml(method.Name)}</c>: {Xml(string.Join(", ", method.Actions))}.</summary>");
        writer.Line($"public static AuditedHandler {method.Property} {{ get; }} = new()");
        writer.Line("{").Indent();
        writer.Line($"HandlerType = typeof({handler.TypeOf}),");
        writer.Line($"Method = {Naming.Literal(method.Name)},");
        if (method.CommandType.Length > 0)
        {
            writer.Line($"CommandType = typeof({method.CommandType.TrimEnd('?')}),");
        }

        writer.Line($"Actions = [{string.Join(", ", method.Actions.Select(names.Action))}],");
        if (method.OnFailure is { } code)
        {
            writer.Line($"OnFailure = {names.Action(code)},");
        }

        if (method.Independent)
        {
            writer.Line("Independent = true,");
        }

        WriteDecorations(writer, handler, index);
        if (method.HasDescribe)
        {
            writer.Line($"Describe = static (operation, command) => {method.DescribeMethod}(operation, ({method.CommandType})command),");
        }

        writer.Outdent().Line("};");
        if (method.HasDescribe)
        {
            writer.Line();
            writer.Line("/// <summary>Hands the reason and the facts of a command to the operation.</summary>");
            writer.Open($"public static void {method.DescribeMethod}(IAuditOperation operation, {method.CommandType} command)");
            foreach (FactModel fact in method.CommandFacts)
            {
                fact.Write(writer, "operation", "command");
            }

            writer.Close();
        }
    }

    private static void WriteDecorations(SourceWriter writer, HandlerModel handler, int index)
    {
        DecoratorModel[] decorators = [.. handler.Decorators.Where(decorator => decorator.Members.Any(member => member.Audited == index))];
        if (decorators.Length == 0)
        {
            return;
        }

        writer.Line("Decorations =").Line("[").Indent();
        foreach (DecoratorModel decorator in decorators)
        {
            writer.Line("new()").Line("{").Indent();
            writer.Line($"ServiceType = typeof({decorator.ServiceTypeOf}),");
            string brackets = handler.IsGeneric ? $"<{new string(',', handler.TypeParameters.Count(c => c == ','))}>" : "";
            writer.Line($"DecoratorType = typeof({decorator.Name}{brackets}),");
            if (!handler.IsGeneric)
            {
                writer.Line($"Decorate = static (inner, operations) => new {decorator.Name}(({decorator.Service})inner, operations),");
            }

            writer.Outdent().Line("},");
        }

        writer.Outdent().Line("],");
    }

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
