namespace AuditGen.Generators.Handlers;

/// <summary>A reason or a fact that a command, or a parameter of the handler method, carries.</summary>
/// <param name="Member">The member of the command; empty where the parameter itself is the fact.</param>
/// <param name="Parameter">The parameter; empty where it is the command.</param>
/// <param name="StoredName">The name in the event's <c>data</c>; empty for the reason.</param>
/// <param name="Type">The type argument of <c>AddData</c>.</param>
/// <param name="Codec">The codec argument of <c>AddData</c>.</param>
/// <param name="ValueFormat">How the value is made of the expression, with <c>{0}</c> for it.</param>
internal sealed record FactModel(string Member, string Parameter, string StoredName, string Type, string Codec, string ValueFormat)
{
    public bool IsReason => StoredName.Length == 0;

    /// <summary>The statement that hands the fact to the operation.</summary>
    public string Statement(string operation, string command)
    {
        string expression = Parameter.Length > 0 ? Parameter : $"{command}.{Member}";
        string value = string.Format(System.Globalization.CultureInfo.InvariantCulture, ValueFormat, expression);
        return IsReason
            ? $"{operation}.SetReason({value});"
            : $"{operation}.AddData<{Type}, {Codec}>({Naming.Literal(StoredName)}, {value});";
    }
}
