using System.Globalization;

namespace Erp.Kernel;

/// <summary>An international bank account number (ISO 13616) with valid check digits. Never recorded in clear.</summary>
[AuditSensitive(Sensitivity.Mask)]
public readonly record struct Iban
{
    private Iban(string value) => Value = value;

    /// <summary>Capital letters and digits without spaces.</summary>
    public string Value { get; }

    /// <summary>Reads an IBAN as people write it.</summary>
    /// <exception cref="BusinessRuleException">It is not one. The message does not repeat what was entered.</exception>
    public static Iban Parse(string text)
    {
        string value = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        Rule.Require(value.Length is >= 15 and <= 34 && value.All(char.IsAsciiLetterOrDigit), "This is not an IBAN.");
        Rule.Require(Remainder(value[4..] + value[..4]) == 1, "The check digits of the IBAN are wrong.");
        return new(value);
    }

    /// <summary>Makes an IBAN from a country code and a domestic account number, computing its check digits.</summary>
    public static Iban Compose(string country, string account)
    {
        int check = 98 - Remainder(account + country + "00");
        return new(string.Create(CultureInfo.InvariantCulture, $"{country}{check:00}{account}"));
    }

    /// <summary>Country and last digits only: safe to show.</summary>
    public override string ToString() => Value is null ? "" : $"{Value[..2]}** **** {Value[^2..]}";

    private static int Remainder(string rearranged)
    {
        int remainder = 0;
        foreach (char c in rearranged)
        {
            remainder = char.IsAsciiDigit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
        }

        return remainder;
    }
}
