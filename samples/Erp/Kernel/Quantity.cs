using System.Globalization;

namespace Erp.Kernel;

/// <summary>An amount of goods or work in one unit. Quantities of different units never mix.</summary>
public readonly record struct Quantity(decimal Value, Unit Unit)
{
    public static Quantity Zero(Unit unit) => new(0m, unit);

    public static Quantity operator +(Quantity left, Quantity right) => left with { Value = left.Value + right.In(left.Unit) };

    public static Quantity operator -(Quantity left, Quantity right) => left with { Value = left.Value - right.In(left.Unit) };

    public static bool operator >(Quantity left, Quantity right) => left.Value > right.In(left.Unit);

    public static bool operator <(Quantity left, Quantity right) => left.Value < right.In(left.Unit);

    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.In(left.Unit);

    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.In(left.Unit);

    public static Quantity Min(Quantity left, Quantity right) => left <= right ? left : right;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} {Unit}");

    private decimal In(Unit unit) => Unit == unit
        ? Value
        : throw new BusinessRuleException($"A quantity in {Unit} cannot be set against one in {unit}.");
}
