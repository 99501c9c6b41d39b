namespace AuditGen.Generators.Handlers;

/// <summary>A reason or a fact that a command, or a parameter of the handler method, carries.</summary>
/// <param name="StoredName">The name in the event's <c>data</c>; empty for the reason.</param>
/// <param name="Type">The type argument of <c>AddData</c>.</param>
/// <param name="Codec">The codec argument of <c>AddData</c>.</param>
/// <param name="Value">The expression of the value, with <see cref="Command"/> in place of the command's parameter.</param>
internal sealed record FactModel(string StoredName, string Type, string Codec, string Value)
{
    /// <summary>Stands for the command, whose parameter each method names as it likes.</summary>
    public const string Command = "@@command";

    /// <summary>Writes the statement that hands the fact to the operation.</summary>
    public void Write(SourceWriter writer, string operation, string command)
    {
        string value = Value.Replace(Command, command);
        string statement = StoredName.Length == 0
            ? $"{operation}.SetReason({value});"
            : $"{operation}.AddData<{Type}, {Codec}>({Naming.Literal(StoredName)}, {value});";
        if (Value.Contains(" is { } "))
        {
            // A variable of a pattern lives to the end of the block: one of its own keeps names from meeting.
            writer.Line("{").Indent().Line(statement).Outdent().Line("}");
        }
        else
        {
            writer.Line(statement);
        }
    }
}
