using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Erp.Kernel;

namespace AuditGen.Erp.Tests.Secrets;

/// <summary>The members of the sample that are marked sensitive, and the values that went through them.</summary>
internal sealed class SensitiveMembers
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<string>> _values = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _personal = [];

    /// <summary>Every sensitive member of the compiled sample, as <c>Type.Member</c>.</summary>
    public static IReadOnlyCollection<string> All { get; } =
    [
        .. typeof(Aggregate).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false, IsInterface: false })
            .SelectMany(static type => PropertiesOf(type).Where(static property => property.DeclaringType == property.ReflectedType))
            .Where(IsSensitive)
            .Select(NameOf)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What went through each member, as text.</summary>
    public IReadOnlyDictionary<string, ConcurrentBag<string>> Values => _values;

    /// <summary>What went through members that are personal data, which readers with the keys see in clear.</summary>
    public HashSet<string> Personal => [.. _personal];

    /// <summary>Takes the sensitive values of an object and of what it is made of.</summary>
    public void Observe(object instance)
    {
        foreach (PropertyInfo property in PropertiesOf(instance.GetType()))
        {
            object? value = property.GetValue(instance);
            if (value is null)
            {
                continue;
            }

            if (IsSensitive(property))
            {
                ConcurrentBag<string> values = _values.GetOrAdd(NameOf(property), static _ => []);
                foreach (string text in TextsOf(value))
                {
                    values.Add(text);
                }
            }

            if (property.IsDefined(typeof(AuditPersonalDataAttribute)))
            {
                foreach (string text in TextsOf(value))
                {
                    _personal.Add(text);
                }
            }

            foreach (object part in PartsOf(value))
            {
                Observe(part);
            }
        }
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.Namespace?.StartsWith("Erp", StringComparison.Ordinal) != true || type.IsEnum || typeof(Delegate).IsAssignableFrom(type)
            ? []
            : type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(static property => property.GetIndexParameters().Length == 0 && property.GetMethod is not null && property.Name != "EqualityContract");

    private static string NameOf(PropertyInfo property) => $"{property.DeclaringType!.Name}.{property.Name}";

    private static bool IsSensitive(PropertyInfo property) =>
        property.IsDefined(typeof(AuditSensitiveAttribute)) || (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsDefined(typeof(AuditSensitiveAttribute));

    private static IEnumerable<object> PartsOf(object value) => value switch
    {
        string => [],
        IEnumerable items => items.Cast<object>().Where(static item => item is not null).SelectMany(PartsOf),
        _ => [value],
    };

    private static IEnumerable<string> TextsOf(object value)
    {
        switch (value)
        {
            case string text:
                return [text];
            case byte[] bytes:
                return [Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes), Convert.ToBase64String(bytes)];
            case Enum or bool:
                return [];
            case DateOnly day:
                return [day.ToString("O", CultureInfo.InvariantCulture)];
            case IFormattable number when value.GetType().Namespace == "System":
                return [number.ToString(format: null, CultureInfo.InvariantCulture)];
            case IEnumerable items:
                return items.Cast<object>().Where(static item => item is not null).SelectMany(TextsOf);
            default:
                return PropertiesOf(value.GetType()).Select(property => property.GetValue(value)).OfType<object>().SelectMany(TextsOf);
        }
    }
}
