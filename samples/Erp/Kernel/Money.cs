using System.Globalization;

namespace Erp.Kernel;

/// <summary>An amount in one currency. Amounts of different currencies never mix.</summary>
public readonly record struct Money(decimal Amount, Currency Currency)
{
    public static Money Zero(Currency currency) => new(0.00m, currency);

    public static Money operator +(Money left, Money right) => left with { Amount = left.Amount + right.In(left.Currency) };

    public static Money operator -(Money left, Money right) => left with { Amount = left.Amount - right.In(left.Currency) };

    public static Money operator *(Money price, decimal factor) => price with { Amount = Math.Round(price.Amount * factor, 2) };

    public static bool operator >(Money left, Money right) => left.Amount > right.In(left.Currency);

    public static bool operator <(Money left, Money right) => left.Amount < right.In(left.Currency);

    public static bool operator >=(Money left, Money right) => left.Amount >= right.In(left.Currency);

    public static bool operator <=(Money left, Money right) => left.Amount <= right.In(left.Currency);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00} {Currency}");

    private decimal In(Currency currency) => Currency == currency
        ? Amount
        : throw new BusinessRuleException($"An amount in {Currency} cannot be set against one in {currency}.");
}
