using Erp.Kernel;

namespace AuditGen.Erp.Tests.Domain;

public sealed class MoneyTests
{
    [Fact]
    public void Amounts_of_one_currency_add_up_and_compare()
    {
        Money sum = new Money(12.50m, Currency.EUR) + new Money(0.25m, Currency.EUR);

        sum.ShouldBe(new Money(12.75m, Currency.EUR));
        (sum > new Money(12.74m, Currency.EUR)).ShouldBeTrue();
    }

    [Fact]
    public void Amounts_of_different_currencies_never_mix() =>
        Should.Throw<BusinessRuleException>(() => new Money(1m, Currency.EUR) + new Money(1m, Currency.USD));

    [Fact]
    public void Quantities_of_different_units_never_mix() =>
        Should.Throw<BusinessRuleException>(() => new Quantity(1m, Unit.Piece) + new Quantity(1m, Unit.Litre));

    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("GB82 WEST 1234 5698 7654 32")]
    [InlineData("nl91abna0417164300")]
    public void An_iban_is_read_as_people_write_it(string text) =>
        Iban.Parse(text).Value.ShouldBe(text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());

    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 01")]
    [InlineData("")]
    [InlineData("DE89-3704-0044-0532-0130-00")]
    public void A_wrong_iban_is_refused_without_repeating_it(string text)
    {
        BusinessRuleException refused = Should.Throw<BusinessRuleException>(() => Iban.Parse(text));

        refused.Message.ShouldNotContain("3704");
    }

    [Fact]
    public void A_composed_iban_has_valid_check_digits_and_shows_only_its_ends()
    {
        var iban = Iban.Compose("NL", "ABNA0417164300");

        iban.ShouldBe(Iban.Parse("NL91ABNA0417164300"));
        iban.ToString().ShouldBe("NL** **** 00");
    }
}
