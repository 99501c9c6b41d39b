using System.Collections.Immutable;

namespace AuditGen.Analyzers.Rules;

/// <summary>What a rule proposes to write, handed to the code fixes as properties of the diagnostic.</summary>
internal static class Proposals
{
    public static ImmutableDictionary<string, string?> None => ImmutableDictionary<string, string?>.Empty;

    public static ImmutableDictionary<string, string?> Write(string text) => None.Add("write", text);

    /// <summary>Where the text must be longer than what a menu should show: a name in full, which the fix shortens where it is written.</summary>
    public static ImmutableDictionary<string, string?> Write(string text, string shown) => Write(text).Add("shown", shown);

    public static ImmutableDictionary<string, string?> Member(string name) => None.Add("member", name);

    public static ImmutableDictionary<string, string?> Track(string scope, string resource) => None.Add("scope", scope).Add("resource", resource);
}
