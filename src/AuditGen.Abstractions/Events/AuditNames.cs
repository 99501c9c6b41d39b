using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace AuditGen;

/// <summary>The stored names of the words an event text is made of.</summary>
public static class AuditNames
{
    private static readonly string[] _categories = CategoryNames();

    private static readonly FrozenDictionary<string, AuditCategory> _categoriesByName =
        Enum.GetValues<AuditCategory>().ToFrozenDictionary(category => _categories[(int)category], StringComparer.Ordinal);

    /// <summary>The stored name: lower case.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not one of the 27.</exception>
    public static string ToName(this AuditCategory category) =>
        (uint)category - 1 < (uint)_categories.Length - 1
            ? _categories[(int)category]
            : throw new ArgumentOutOfRangeException(nameof(category), category, "Not one of the 27 categories.");

    /// <summary>The stored name: lower case.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined outcome.</exception>
    public static string ToName(this AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Success => "success",
        AuditOutcome.Failure => "failure",
        AuditOutcome.Denied => "denied",
        AuditOutcome.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a defined outcome."),
    };

    /// <summary>The stored name: lower case.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined operation.</exception>
    public static string ToName(this AuditChangeOp op) => op switch
    {
        AuditChangeOp.Add => "add",
        AuditChangeOp.Remove => "remove",
        AuditChangeOp.Replace => "replace",
        AuditChangeOp.Move => "move",
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "Not a defined operation."),
    };

    /// <summary>Finds the category of a stored name.</summary>
    public static bool TryParseCategory([NotNullWhen(true)] string? name, out AuditCategory category)
    {
        category = default;
        return name is not null && _categoriesByName.TryGetValue(name, out category);
    }

    /// <summary>Finds the outcome of a stored name.</summary>
    public static bool TryParseOutcome(string? name, out AuditOutcome outcome)
    {
        (bool known, outcome) = name switch
        {
            "success" => (true, AuditOutcome.Success),
            "failure" => (true, AuditOutcome.Failure),
            "denied" => (true, AuditOutcome.Denied),
            "unknown" => (true, AuditOutcome.Unknown),
            _ => (false, default),
        };
        return known;
    }

    internal static bool TryParseOp(string name, out AuditChangeOp op)
    {
        (bool known, op) = name switch
        {
            "add" => (true, AuditChangeOp.Add),
            "remove" => (true, AuditChangeOp.Remove),
            "replace" => (true, AuditChangeOp.Replace),
            "move" => (true, AuditChangeOp.Move),
            _ => (false, default),
        };
        return known;
    }

    [SuppressMessage("Globalization", "CA1308:Normalize strings to uppercase", Justification = "The stored form is lower case.")]
    private static string[] CategoryNames()
    {
        AuditCategory[] categories = Enum.GetValues<AuditCategory>();
        string[] names = new string[categories.Length + 1];
        names[0] = string.Empty;
        foreach (AuditCategory category in categories)
        {
            names[(int)category] = category.ToString().ToLowerInvariant();
        }

        return names;
    }
}
