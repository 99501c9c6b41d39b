using System.Collections.Concurrent;
using System.Globalization;

namespace Erp.Simulation;

/// <summary>
/// Makes every sensitive value that the simulation enters and remembers it, so that the files of a run can be searched for
/// all of them.
/// </summary>
internal sealed class Vault
{
    private readonly ConcurrentDictionary<string, byte> _secrets = new(StringComparer.Ordinal);

    /// <summary>Everything that must be found nowhere.</summary>
    public ICollection<string> Secrets => _secrets.Keys;

    public string Password(Random random) => Keep($"Pw!{Letters(random, 14)}");

    public string Token(Random random) => Keep($"tok_{Letters(random, 24)}");

    public string Iban(Random random) =>
        Keep(Kernel.Iban.Compose("NL", string.Create(CultureInfo.InvariantCulture, $"CNRY{random.NextInt64(1_000_000_000, 9_999_999_999)}")).Value);

    public string TaxId(Random random) => Keep(string.Create(CultureInfo.InvariantCulture, $"TX{random.NextInt64(100_000_000_000, 999_999_999_999)}"));

    public string SocialSecurityNumber(Random random) =>
        Keep(string.Create(CultureInfo.InvariantCulture, $"65{random.NextInt64(100_000, 999_999)}Q{random.NextInt64(100_000, 999_999)}"));

    public string Phone(Random random) => Keep(string.Create(CultureInfo.InvariantCulture, $"+49 1577 {random.NextInt64(10_000_000, 99_999_999)}"));

    public string Street(Random random) => Keep(string.Create(CultureInfo.InvariantCulture, $"Am Geheimen Weg {random.Next(1_000_000, 9_999_999)}"));

    public DateOnly BirthDate(Random random)
    {
        DateOnly day = new DateOnly(1960, 1, 1).AddDays(random.Next(16_000));
        Keep(day.ToString("O", CultureInfo.InvariantCulture));
        return day;
    }

    /// <summary>An odd amount, so that no other number of the run looks like it.</summary>
    public Money Salary(Random random)
    {
        return Keep(random.Next(40_000, 120_000) + (random.Next(1, 9_999_999) / 10_000_000m));
    }

    public Money Raise(Money salary, decimal factor) => Keep(salary.Amount * factor);

    public string Keep(string secret)
    {
        _secrets.TryAdd(secret, 0);
        return secret;
    }

    private Money Keep(decimal amount)
    {
        Keep(amount.ToString(CultureInfo.InvariantCulture));
        return new(amount, Currency.EUR);
    }

    private static string Letters(Random random, int count) =>
        new(random.GetItems<char>("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", count));
}
