using System.Text;

namespace AuditGen.Tests.Events;

public sealed class AuditValueTests
{
    [Theory]
    [InlineData("", AuditValueKind.Missing, "", "")]
    [InlineData("null", AuditValueKind.Null, "null", "null")]
    [InlineData("true", AuditValueKind.Boolean, "true", "true")]
    [InlineData("12.50", AuditValueKind.Number, "12.50", "12.50")]
    [InlineData("-0", AuditValueKind.Number, "-0", "-0")]
    [InlineData("\"a\\u0041\"", AuditValueKind.String, "aA", "aA")]
    [InlineData("[1,2]", AuditValueKind.Array, "[1, 2]", "[1,2]")]
    [InlineData("{}", AuditValueKind.Object, "{}", "{}")]
    [InlineData("{\"amount\":1.0,\"currency\":\"EUR\"}", AuditValueKind.Object, "amount 1.0, currency EUR", "{\"amount\":1.0,\"currency\":\"EUR\"}")]
    [InlineData("{\"$type\":\"car\",\"wheels\":4}", AuditValueKind.Object, "type car, wheels 4", "{\"$type\":\"car\",\"wheels\":4}")]
    [InlineData("{\"$enum\":\"Posted\",\"number\":2}", AuditValueKind.Enum, "Posted", "Posted")]
    [InlineData("{\"$masked\":true}", AuditValueKind.Masked, "(masked)", "")]
    [InlineData("{\"$hash\":\"k1:abc\"}", AuditValueKind.Hash, "(hash k1:abc)", "k1:abc")]
    [InlineData("{\"$cut\":\"begin\",\"length\":90000,\"sha256\":\"00\"}", AuditValueKind.Cut, "begin… (90000 characters)", "begin")]
    [InlineData("{\"$unaudited\":\"N.T\"}", AuditValueKind.Unaudited, "(unaudited N.T)", "N.T")]
    [InlineData("{\"$sealed\":\"k2\",\"value\":\"AAAA\"}", AuditValueKind.Sealed, "(sealed k2)", "")]
    [InlineData("{\"$json\":{\"$x\":1}}", AuditValueKind.Json, "{\"$x\":1}", "{\"$x\":1}")]
    [InlineData("{\"$later\":1}", AuditValueKind.Other, "{\"$later\":1}", "{\"$later\":1}")]
    public void Each_kind_is_told_apart_shown_and_searched(string json, AuditValueKind kind, string display, string search)
    {
        AuditValue value = Value(json);

        value.Kind.ShouldBe(kind);
        value.ToDisplayText().ShouldBe(display);
        value.ToSearchText().ShouldBe(search);
    }

    [Fact]
    public void Numbers_are_read_as_what_they_are()
    {
        Value("12.50").TryGetDecimal(out decimal amount).ShouldBeTrue();
        amount.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe("12.50");
        Value("{\"$enum\":\"A, B\",\"number\":3}").TryGetInt64(out long flags).ShouldBeTrue();
        flags.ShouldBe(3);
        Value("\"NaN\"").TryGetDouble(out double nan).ShouldBeTrue();
        nan.ShouldBe(double.NaN);
        Value("\"Nan\"").TryGetDouble(out _).ShouldBeFalse();
        Value("99999999999999999999").TryGetInt64(out _).ShouldBeFalse();
        Value("false").TryGetBoolean(out bool truth).ShouldBeTrue();
        truth.ShouldBeFalse();
        Value("1").TryGetBoolean(out _).ShouldBeFalse();
    }

    [Fact]
    public void Objects_and_arrays_open_up()
    {
        Value("{\"a\":[1,{\"b\":2}],\"c\":null}").Members().Select(member => (member.Name, member.Value.ToString()))
            .ShouldBe([("a", "[1,{\"b\":2}]"), ("c", "null")]);
        Value("[1,[2],\"3\"]").Items().Select(item => item.ToString()).ShouldBe(["1", "[2]", "\"3\""]);
        Value("1").Members().ShouldBeEmpty();
        Value("{}").Items().ShouldBeEmpty();
    }

    [Fact]
    public void Values_are_equal_when_their_texts_are()
    {
        Value("1.0").ShouldBe(Value("1.0"));
        Value("1.0").ShouldNotBe(Value("1.00"));
        Value("").ShouldNotBe(Value("null"));
        (Value("1") == Value("1")).ShouldBeTrue();
        (Value("1") != Value("2")).ShouldBeTrue();
    }

    private static AuditValue Value(string json) => new(Encoding.UTF8.GetBytes(json));
}
