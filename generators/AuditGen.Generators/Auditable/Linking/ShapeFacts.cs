namespace AuditGen.Generators;

/// <summary>Questions about shapes.</summary>
internal static class ShapeFacts
{
    /// <summary>The states that a shape refers to.</summary>
    public static IEnumerable<string> States(Shape shape) => shape switch
    {
        ObjectShape part => [part.State],
        ElementsShape elements => [elements.Element.State],
        ListShape list => States(list.Element),
        MapShape map => States(map.Key).Concat(States(map.Value)),
        SecretShape secret => States(secret.Inner),
        PersonalShape personal => States(personal.Inner),
        _ => [],
    };

    /// <summary>The enums whose generated names a shape refers to.</summary>
    public static IEnumerable<string> Enums(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Enums,
        ElementsShape elements => elements.KeyEnums,
        ListShape list => Enums(list.Element),
        MapShape map => Enums(map.Key).Concat(Enums(map.Value)),
        SecretShape secret => Enums(secret.Inner),
        PersonalShape personal => Enums(personal.Inner).Concat(personal.SubjectEnums),
        _ => [],
    };
}
