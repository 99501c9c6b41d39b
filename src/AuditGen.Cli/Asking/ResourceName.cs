namespace AuditGen.Cli.Asking;

/// <summary>A resource as it is typed: <c>TYPE/ID</c>, or only a type.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Id">The id; it may contain slashes.</param>
internal sealed record ResourceName(string Type, string? Id)
{
    /// <summary>Reads a type, or a type with an id.</summary>
    public static ResourceName Parse(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        ResourceName name = slash < 0 ? new ResourceName(text, Id: null) : new ResourceName(text[..slash], text[(slash + 1)..]);
        return name is { Type.Length: > 0, Id: null or { Length: > 0 } }
            ? name
            : throw new UsageException($"'{Inputs.Shown(text)}' is no resource. Write its type and id with a slash between, such as invoice/4711.");
    }

    /// <summary>Reads a type with an id.</summary>
    public static (string Type, string Id) ParseWhole(string text) => Parse(text) is { Id: { } id, Type: var type }
        ? (type, id)
        : throw new UsageException($"'{Inputs.Shown(text)}' is only a type. Write the resource's id behind a slash, such as {Inputs.Shown(text)}/4711.");
}
