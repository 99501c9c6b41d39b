namespace AuditGen.Generators.Handlers;

/// <summary>Writes the body of a decorated method: begin, describe, reserve, run, complete or fail.</summary>
internal static class OperationEmitter
{
    public static void Write(
        SourceWriter writer, HandlerModel handler, AuditedMethodModel method, ServiceMemberModel member, Func<ServiceMemberModel, string, bool, string> head, string call)
    {
        var names = new Locals(Local(member, "operation"), Local(member, "result"), Local(member, "exception"));
        bool asynchronous = member.Returns is ReturnKind.Task or ReturnKind.TaskOfValue;
        writer.Open(head(member, member.Type, asynchronous));
        string begin = $"_operations.Begin({handler.DescriptionClass}.{method.Property});";
        if (asynchronous)
        {
            writer.Line($"await using IAuditOperation {names.Operation} = {begin}");
            WriteFacts(writer, handler, method, member, names.Operation);
            writer.Line($"await {names.Operation}.ReserveAsync({(member.Cancellation.Length > 0 ? member.Cancellation : "default")});");
            WriteCall(writer, member, names, $"await {call}", $"await {names.Operation}.FailAsync({names.Exception});");
            writer.Line($"await {names.Operation}.CompleteAsync({Succeeded(member, names)});");
            WriteReturn(writer, member, names);
        }
        else
        {
            writer.Line($"IAuditOperation {names.Operation} = {begin}");
            writer.Open("try");
            WriteFacts(writer, handler, method, member, names.Operation);
            writer.Line($"{names.Operation}.Reserve();");
            WriteCall(writer, member, names, call, $"{names.Operation}.Fail({names.Exception});");
            writer.Line($"{names.Operation}.Complete({Succeeded(member, names)});");
            WriteReturn(writer, member, names);
            writer.Close().Open("finally").Line($"{names.Operation}.End();").Close();
        }

        writer.Close();
    }

    private static void WriteFacts(SourceWriter writer, HandlerModel handler, AuditedMethodModel method, ServiceMemberModel member, string operation)
    {
        if (method.HasDescribe)
        {
            writer.Line($"{handler.DescriptionClass}.{method.DescribeMethod}({operation}, {member.Command});");
        }
        else
        {
            foreach (FactModel fact in method.CommandFacts)
            {
                fact.Write(writer, operation, member.Command);
            }
        }

        foreach (FactModel fact in member.Facts)
        {
            fact.Write(writer, operation, command: "");
        }
    }

    private static void WriteCall(SourceWriter writer, ServiceMemberModel member, Locals names, string call, string fail)
    {
        bool hasResult = member.Returns is ReturnKind.Value or ReturnKind.TaskOfValue;
        if (hasResult)
        {
            string type = member.Returns == ReturnKind.Value ? member.Type : ResultType(member.Type);
            writer.Line($"{type} {names.Result};");
        }

        writer.Open("try").Line(hasResult ? $"{names.Result} = {call};" : $"{call};").Close();
        writer.Open($"catch (global::System.Exception {names.Exception})").Line(fail).Line("throw;").Close();
        writer.Line();
    }

    private static void WriteReturn(SourceWriter writer, ServiceMemberModel member, Locals names)
    {
        if (member.Returns is ReturnKind.Value or ReturnKind.TaskOfValue)
        {
            // Asking whether it was a success looks at null too, which the compiler takes for a sign that null may come.
            bool mustAssure = member.Success is { MayBeNull: true } && !(member.Returns == ReturnKind.Value ? member.Type : ResultType(member.Type)).EndsWith("?", StringComparison.Ordinal);
            writer.Line($"return {names.Result}{(mustAssure ? "!" : string.Empty)};");
        }
    }

    private static string Succeeded(ServiceMemberModel member, Locals names) =>
        member.Success is { } success ? $"succeeded: {success.Expression(names.Result)}" : "";

    /// <summary>What stands between the outer angle brackets of a task type.</summary>
    private static string ResultType(string task)
    {
        int start = task.IndexOf('<') + 1;
        return task.Substring(start, task.LastIndexOf('>') - start);
    }

    private static string Local(ServiceMemberModel member, string name)
    {
        while (member.ParameterNames.Contains(name))
        {
            name += "_";
        }

        return name;
    }

    private sealed record Locals(string Operation, string Result, string Exception);
}
