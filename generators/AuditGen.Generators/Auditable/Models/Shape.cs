namespace AuditGen.Generators;

/// <summary>How a member, an element or a key is recorded. Plain data with value equality.</summary>
internal abstract record Shape
{
    /// <summary>Whether every type in it may appear in a public signature.</summary>
    public bool IsPublic { get; init; } = true;
}

/// <summary>One value with a codec.</summary>
/// <param name="StateType">Its type in states, without a question mark.</param>
/// <param name="Codec">The codec of the type.</param>
/// <param name="IsValueType">Whether the type in states is a value type.</param>
/// <param name="IsNullable">Whether it may be null in states.</param>
/// <param name="Capture">How it is taken from the source, with <c>$</c> in place of the source expression and <c>@v</c> of a variable.</param>
/// <param name="KeyCodec">The codec where it serves as a key.</param>
internal sealed record ScalarShape(string StateType, string Codec, bool IsValueType, bool IsNullable, string Capture, string KeyCodec) : Shape
{
    public bool IsText => Codec == "StringCodec";

    /// <summary>The enums whose generated names the codecs need.</summary>
    public ImmutableEquatableArray<string> Enums { get; init; } = ImmutableEquatableArray<string>.Empty;
}

/// <summary>An object with a state of its own.</summary>
/// <param name="State">The full name of the state type.</param>
/// <param name="SourceType">The source type, without a question mark.</param>
/// <param name="IsNullable">Whether the source may be null.</param>
/// <param name="IsPart">Whether it is walked member by member; otherwise it is compared as one value.</param>
/// <param name="IsForeignClass">Whether its state comes from a referenced assembly and is a class.</param>
internal sealed record ObjectShape(string State, string SourceType, bool IsNullable, bool IsPart, bool IsForeignClass) : Shape;

/// <summary>A collection of keyed elements.</summary>
internal sealed record ElementsShape(
    ObjectShape Element, string KeyType, string KeyCodec, ImmutableEquatableArray<string> KeyEnums, bool IsOrdered, bool ElementIsClass, bool IsNullable) : Shape;

/// <summary>A collection of values.</summary>
/// <param name="Element">The elements.</param>
/// <param name="SourceElement">Their source type.</param>
/// <param name="Form">Where the elements come from.</param>
/// <param name="IsWhole">Whether the collection is compared as one value, in order; otherwise it is a multiset.</param>
/// <param name="IsNullable">Whether it is declared to be null at times.</param>
internal sealed record ListShape(Shape Element, string SourceElement, ListForm Form, bool IsWhole, bool IsNullable) : Shape;

/// <summary>A dictionary.</summary>
internal sealed record MapShape(ScalarShape? ScalarKey, ObjectShape? ObjectKey, string SourceKey, Shape Value, string SourceValue, bool IsNullable) : Shape
{
    public Shape Key => (Shape?)ScalarKey ?? ObjectKey!;
}

/// <summary>A sensitive value.</summary>
internal sealed record SecretShape(Shape Inner, bool IsHash) : Shape;

/// <summary>A value under a person's key.</summary>
/// <param name="Inner">The value.</param>
/// <param name="Member">The member of the resource that says whose it is; empty for the resource itself.</param>
/// <param name="Kind">The kind of person, if given.</param>
/// <param name="Subject">The expression that says whose it is, where a member beside it does.</param>
internal sealed record PersonalShape(Shape Inner, string Member, string? Kind, string? Subject) : Shape
{
    /// <summary>The enums whose generated names that expression needs.</summary>
    public ImmutableEquatableArray<string> SubjectEnums { get; init; } = ImmutableEquatableArray<string>.Empty;
}

/// <summary>Where the elements of a list come from.</summary>
internal enum ListForm
{
    Sequence,
    Set,
    Grid,
}
