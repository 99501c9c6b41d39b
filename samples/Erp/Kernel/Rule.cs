using System.Diagnostics.CodeAnalysis;

namespace Erp.Kernel;

/// <summary>States the rules of the business where they apply.</summary>
public static class Rule
{
    /// <summary>Refuses the command unless the condition holds.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="otherwise">What to tell the user when it does not hold.</param>
    /// <exception cref="BusinessRuleException">It does not hold.</exception>
    public static void Require([DoesNotReturnIf(false)] bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new BusinessRuleException(otherwise);
        }
    }

    /// <summary>Refuses an empty text and returns the others trimmed.</summary>
    /// <param name="text">What the user entered.</param>
    /// <param name="what">What it is, as the user calls it.</param>
    /// <exception cref="BusinessRuleException">The text is empty.</exception>
    public static string Text(string? text, string what) =>
        string.IsNullOrWhiteSpace(text) ? throw new BusinessRuleException($"{what} must not be empty.") : text.Trim();
}
