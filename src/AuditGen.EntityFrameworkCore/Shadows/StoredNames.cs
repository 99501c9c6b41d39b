using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>Under which names members stand in events, as the generator names them.</summary>
internal static class StoredNames
{
    /// <summary>The stored name of a mapped member.</summary>
    public static string Of(IReadOnlyPropertyBase member) => Named(member.PropertyInfo) ?? Named(member.FieldInfo) ?? Of(member.Name);

    /// <summary>The stored name that follows from a name: camel case.</summary>
    public static string Of(string name) => JsonNamingPolicy.CamelCase.ConvertName(name.TrimStart('_') is { Length: > 0 } rest ? rest : name);

    // Asked once a model.
    private static string? Named(MemberInfo? member) => member?.GetCustomAttribute<AuditMemberAttribute>()?.Name;
}
