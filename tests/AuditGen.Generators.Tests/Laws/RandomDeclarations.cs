using System.Globalization;
using System.Text;

namespace AuditGen.Generators.Tests.Laws;

/// <summary>One member of a random type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in C#.</param>
/// <param name="Make">The expression that makes a value, with <c>d</c> for the dice.</param>
/// <param name="Style">How it is declared.</param>
/// <param name="Attribute">Its annotation, if any.</param>
internal sealed record MemberDeclaration(string Name, string Type, string Make, MemberStyle Style, string Attribute = "");

internal enum MemberStyle
{
    Settable,
    Init,
    PrivateSet,
    PrivateField,
    View,
    Explicit,
    Internal,
}

/// <summary>One random type.</summary>
internal sealed record TypeDeclaration(string Name, string Kind, string Attribute, string? Base, IReadOnlyList<MemberDeclaration> Members)
{
    public bool IsValueType => Kind.Contains("struct", StringComparison.Ordinal);
}

/// <summary>A random resource with all that it is made of; a unit of the law tests, and of shrinking.</summary>
internal sealed record Declaration(int Seed, IReadOnlyList<TypeDeclaration> Types)
{
    public string Namespace => "Random" + Seed.ToString(CultureInfo.InvariantCulture);

    public string ToSource()
    {
        var text = new StringBuilder();
        text.Append("namespace ").Append(Namespace).AppendLine("\n{");
        foreach (TypeDeclaration type in Types)
        {
            DeclarationText.Append(text, type, Types);
        }

        text.AppendLine($$"""
                public enum Plain { None, One = 1, Two = 2, Zwei = 2 }
                [Flags] public enum Flags : byte { None = 0, A = 1, B = 2, AB = 3, D = 128 }
                public readonly record struct WrappedId(Guid Value);
                public sealed record Text(string Value);
                public readonly record struct Money(decimal Amount, string Currency) { public bool IsZero => Amount == 0; }
                public sealed record Note(string Subject, int? Number, Money Price) { [AuditSensitive(Sensitivity.Mask)] public string Pin { get; init; } = ""; }
                public struct Point { public int X; public int Y { get; set; } }
                public static class Entry
                {
                    public static string? Run(int seed) => Laws.Check<Root, Audit.RootState>(Audit.RootResource.Instance, static d => Root.Make(d), seed);
                }
            }
            """);
        return text.ToString();
    }
}
