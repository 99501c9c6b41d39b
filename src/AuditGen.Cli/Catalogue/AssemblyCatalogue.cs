using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AuditGen.Cli.Catalogue;

/// <summary>The catalogue that the generator left in an assembly, read from its metadata; no code of it is loaded or run.</summary>
internal sealed class AssemblyCatalogue
{
    private readonly List<CatalogueAction> _actions = [];
    private readonly List<CatalogueResource> _resources = [];
    private readonly List<string> _exempt = [];
    private readonly List<string> _uncovered = [];

    private AssemblyCatalogue()
    {
    }

    /// <summary>The actions, by context and code.</summary>
    public IEnumerable<CatalogueAction> Actions => _actions.OrderBy(static a => a.Context, StringComparer.Ordinal).ThenBy(static a => a.Code, StringComparer.Ordinal);

    /// <summary>The resource types.</summary>
    public IReadOnlyList<CatalogueResource> Resources => _resources;

    /// <summary>The handlers that are exempt.</summary>
    public IReadOnlyList<string> ExemptHandlers => _exempt;

    /// <summary>The handlers, of the interfaces that the assembly configures, that are neither audited nor exempt.</summary>
    public IReadOnlyList<string> UncoveredHandlers => _uncovered;

    /// <summary>Reads assemblies, which may or may not have a catalogue.</summary>
    /// <exception cref="FormatException">A file is no .NET assembly.</exception>
    public static AssemblyCatalogue Read(IEnumerable<string> paths)
    {
        var catalogue = new AssemblyCatalogue();
        foreach (string path in paths)
        {
            try
            {
                using var file = new PEReader(File.OpenRead(path));
                if (!file.HasMetadata)
                {
                    throw new FormatException($"{path} is not a .NET assembly.");
                }

                catalogue.Add(file.GetMetadataReader());
            }
            catch (BadImageFormatException exception)
            {
                throw new FormatException($"{path} is not a .NET assembly.", exception);
            }
        }

        return catalogue;
    }

    private void Add(MetadataReader reader)
    {
        var handlerTypes = new HashSet<string>(StringComparer.Ordinal);
        foreach (CustomAttributeHandle handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            switch (AttributeNames.Of(reader, attribute))
            {
                case "AuditGen.AuditCatalogueEntryAttribute":
                    AddAction(attribute.DecodeValue(AttributeTypes.Instance));
                    break;
                case "AuditGen.AuditCatalogueResourceAttribute":
                    AddResource(attribute.DecodeValue(AttributeTypes.Instance));
                    break;
                case "AuditGen.CommandHandlerAttribute":
                    // A serialized type name goes on after a comma with its assembly.
                    handlerTypes.Add(Text(attribute.DecodeValue(AttributeTypes.Instance), 0).Split(',')[0]);
                    break;
            }
        }

        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            AddHandler(reader, reader.GetTypeDefinition(handle), handlerTypes);
        }
    }

    private void AddAction(CustomAttributeValue<string> value) => _actions.Add(new CatalogueAction(
        Text(value, 0),
        Text(value, 1),
        Text(value, 2),
        StoredCategory(value.FixedArguments[3].Value),
        Texts(value, "Handlers")));

    private void AddResource(CustomAttributeValue<string> value) =>
        _resources.Add(new CatalogueResource(Text(value, 0), Text(value, 1), Texts(value, "Members")));

    private void AddHandler(MetadataReader reader, TypeDefinition type, HashSet<string> handlerTypes)
    {
        if (type.Attributes.HasFlag(System.Reflection.TypeAttributes.Abstract))
        {
            return;
        }

        string[] marks = [.. MarksOf(reader, type)];
        string name = AttributeNames.Join(reader, type.Namespace, type.Name);
        bool isHandler = type.GetInterfaceImplementations()
            .Any(i => handlerTypes.Contains(AttributeNames.OfType(reader, reader.GetInterfaceImplementation(i).Interface)));
        if (marks.Contains("AuditGen.AuditExemptAttribute", StringComparer.Ordinal))
        {
            _exempt.Add(name);
        }
        else if (isHandler && !marks.Contains("AuditGen.AuditedAttribute", StringComparer.Ordinal) && !marks.Contains("System.Runtime.CompilerServices.CompilerGeneratedAttribute", StringComparer.Ordinal)
            && !marks.Contains("System.CodeDom.Compiler.GeneratedCodeAttribute", StringComparer.Ordinal))
        {
            _uncovered.Add(name);
        }
    }

    /// <summary>The attributes of a class and of its methods.</summary>
    private static IEnumerable<string> MarksOf(MetadataReader reader, TypeDefinition type) =>
        type.GetCustomAttributes()
            .Concat(type.GetMethods().SelectMany(m => reader.GetMethodDefinition(m).GetCustomAttributes()))
            .Select(a => AttributeNames.Of(reader, reader.GetCustomAttribute(a)));

    private static string Text(CustomAttributeValue<string> value, int index) => value.FixedArguments[index].Value as string ?? string.Empty;

    private static string[] Texts(CustomAttributeValue<string> value, string name) =>
        value.NamedArguments.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.Ordinal)).Value is ImmutableArray<CustomAttributeTypedArgument<string>> items
            ? [.. items.Select(static i => i.Value as string ?? string.Empty)]
            : [];

    private static string StoredCategory(object? value) =>
        value is int number ? ((AuditCategory)number).ToString().ToLower(System.Globalization.CultureInfo.InvariantCulture) : string.Empty;
}
