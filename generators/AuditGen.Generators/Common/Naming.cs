using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators;

/// <summary>Every rule by which generated names follow from the application's names. One place, because stored names depend on it.</summary>
internal static class Naming
{
    /// <summary>The last part of the namespace of generated types, unless the assembly says otherwise.</summary>
    public const string DefaultNamespaceSuffix = "Audit";

    /// <summary>The namespace of types generated for a type: <c>N.Audit</c>.</summary>
    public static string Namespace(string declaring, string suffix) => declaring.Length == 0 ? suffix : declaring + "." + suffix;

    /// <summary>The stored name of a member: camel case (<c>PostedOn</c> → <c>postedOn</c>, <c>IBAN</c> → <c>iban</c>, <c>_lines</c> → <c>lines</c>).</summary>
    public static string Stored(string member)
    {
        string name = member.TrimStart('_');
        if (name.Length == 0)
        {
            return member;
        }

        char[] chars = name.ToCharArray();
        for (int i = 0; i < chars.Length && char.IsUpper(chars[i]); i++)
        {
            // The last capital of a run begins the next word: HTMLText → htmlText.
            if (i > 0 && i + 1 < chars.Length && char.IsLower(chars[i + 1]))
            {
                break;
            }

            chars[i] = char.ToLowerInvariant(chars[i]);
        }

        return new string(chars);
    }

    /// <summary>The event type of an action: <c>invoice.post</c> → <c>InvoicePost</c>, <c>lead.change_status</c> → <c>LeadChangeStatus</c>.</summary>
    public static string EventType(string action)
    {
        var name = new StringBuilder(action.Length);
        bool upper = true;
        foreach (char c in action)
        {
            if (c is '.' or '_')
            {
                upper = true;
            }
            else
            {
                name.Append(upper ? char.ToUpperInvariant(c) : c);
                upper = false;
            }
        }

        return name.Length > 0 && char.IsDigit(name[0]) ? "_" + name : name.ToString();
    }

    /// <summary>The generated event class of an action: <c>InvoicePostEvent</c>.</summary>
    public static string EventClass(string action) => EventType(action) + "Event";

    /// <summary>The static class with the assembly's actions: assembly <c>Acme.Erp</c> → <c>ErpActions</c>.</summary>
    public static string ActionsClass(string assemblyName) => LastSegment(assemblyName) + "Actions";

    /// <summary>The static class with the assembly's resource types: assembly <c>Acme.Erp</c> → <c>ErpResources</c>.</summary>
    public static string ResourcesClass(string assemblyName) => LastSegment(assemblyName) + "Resources";

    /// <summary>The generated module of the assembly: <c>ErpAuditModule</c>.</summary>
    public static string ModuleClass(string assemblyName) => LastSegment(assemblyName) + "AuditModule";

    /// <summary>The namespace of what is generated once an assembly.</summary>
    /// <param name="rootNamespace">The build property; may be missing.</param>
    /// <param name="assemblyName">Used where it is.</param>
    /// <param name="suffix">The last part, <see cref="DefaultNamespaceSuffix"/> by default.</param>
    public static string AssemblyNamespace(string? rootNamespace, string assemblyName, string suffix)
    {
        string root = string.IsNullOrWhiteSpace(rootNamespace) ? assemblyName : rootNamespace!;
        return Namespace(string.Join(".", root.Split('.').Select(Identifier)), suffix);
    }

    /// <summary>Makes an identifier of any text.</summary>
    public static string Identifier(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            name.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
        }

        if (name.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(name[0]))
        {
            name.Insert(0, '_');
        }

        return Escape(name.ToString());
    }

    /// <summary>Puts <c>@</c> before a name that is a keyword.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None ? "@" + identifier : identifier;

    /// <summary>A C# string literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string LastSegment(string assemblyName) => Identifier(assemblyName.Substring(assemblyName.LastIndexOf('.') + 1)).TrimStart('@');
}
