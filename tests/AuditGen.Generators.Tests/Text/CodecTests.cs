using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json;
using AuditGen.Values;

namespace AuditGen.Generators.Tests.Text;

/// <summary>The law of codecs: what is written reads back, and two values are equal exactly when their texts are.</summary>
public sealed class CodecTests
{
    [Fact]
    public void Every_codec_obeys_the_law()
    {
        Check<bool, BooleanCodec>(true, false);
        Check<string?, StringCodec>(null, "", "a", "A", "null", "é", "e\u0301", "\ud800");
        Check<char, CharCodec>('a', '"', '\ud800');
        Check<Rune, RuneCodec>(new Rune('a'), new Rune(0x1F600));
        Check<int, NumberCodec<int>>(0, -1, int.MinValue, int.MaxValue);
        Check<ulong, NumberCodec<ulong>>(0, ulong.MaxValue);
        Check<Int128, NumberCodec<Int128>>(0, Int128.MinValue, Int128.MaxValue);
        Check<BigInteger, NumberCodec<BigInteger>>(0, BigInteger.Pow(-7, 99), BigInteger.Pow(10, 400));
        Check<decimal, DecimalCodec>(0m, 0.0m, 0.00m, 1m, 1.0m, -1.0m, -0.0m, decimal.MinValue, 0.0000000000000000000000000001m);
        Check<double, FloatCodec<double>>(0d, -0d, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 0.1, 1e16);
        Check<float, FloatCodec<float>>(0f, -0f, float.NaN, float.MaxValue, 0.1f);
        Check<Half, FloatCodec<Half>>(Half.Zero, Half.NegativeZero, Half.NaN, Half.MaxValue);
        Check<Guid, GuidCodec>(Guid.Empty, new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255));
        var time = new DateTime(2026, 11, 21, 9, 15, 2, 123);
        Check<DateTime, DateTimeCodec>(time, DateTime.SpecifyKind(time, DateTimeKind.Utc), time.AddTicks(1), DateTime.MinValue, DateTime.MaxValue);
        Check<DateTimeOffset, DateTimeOffsetCodec>(new(time, TimeSpan.Zero), new(time, TimeSpan.FromHours(1)), new DateTimeOffset(time, TimeSpan.FromHours(1)).ToUniversalTime(), DateTimeOffset.MaxValue);
        Check<DateOnly, DateOnlyCodec>(DateOnly.MinValue, DateOnly.MaxValue);
        Check<TimeOnly, TimeOnlyCodec>(TimeOnly.MinValue, TimeOnly.MaxValue);
        Check<TimeSpan, TimeSpanCodec>(TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromSeconds(-1), TimeSpan.FromTicks(1), TimeSpan.FromDays(400));
        Check<Uri?, UriCodec>(null, new("http://example.com"), new("http://example.com/"), new("HTTP://EXAMPLE.com"), new("relative", UriKind.Relative));
        Check<Version?, VersionCodec>(null, new(1, 0), new(1, 0, 0), new(1, 0, 0, 0));
        Check<byte[]?, BytesCodec>(null, [], [0], [0, 255]);
        Check<IPAddress?, ParsableCodec<IPAddress>>(null, IPAddress.Loopback, IPAddress.IPv6Loopback);
        Check<int?, NullableCodec<int, NumberCodec<int>>>(null, 0, 1);
        Check<DayOfWeek, EnumCodec<DayOfWeek, DayNames>>(DayOfWeek.Sunday, DayOfWeek.Monday, (DayOfWeek)17, (DayOfWeek)(-1));
        Check<FileAccess, EnumCodec<FileAccess, AccessNames>>(0, FileAccess.Read, FileAccess.Write, FileAccess.ReadWrite, (FileAccess)9, (FileAccess)(-1));
        Check<FileAccess, EnumNameCodec<FileAccess, AccessNames>>(0, FileAccess.Read, FileAccess.ReadWrite, (FileAccess)9);
        Check<JsonElement, JsonElementCodec>(Json("null"), Json("1"), Json("1.0"), Json("""{"a":1,"b":2}"""), Json("""{"b":2,"a":1}"""), Json("""{"$x":1}"""), Json("""{"$json":{"$x":1}}"""), Json("\"\\ud800\""), Json("[]"));
    }

    [Fact]
    public void Enums_read_by_name_where_renumbered_and_by_number_where_renamed()
    {
        Read<FileAccess, EnumCodec<FileAccess, AccessNames>>("""{"$enum":"Write","number":1}""").ShouldBe(FileAccess.Write);
        Read<FileAccess, EnumCodec<FileAccess, AccessNames>>("""{"$enum":"Gone","number":1}""").ShouldBe(FileAccess.Read);
        Write<FileAccess, EnumCodec<FileAccess, AccessNames>>((FileAccess)9).ShouldBe("""{"$enum":"Read, 8","number":9}""");
    }

    [Fact]
    public void Json_without_white_space_and_other_escapes_is_the_same_value()
    {
        JsonElementCodec.Equal(Json("""{ "a" : "\u0041" }"""), Json("""{"a":"A"}""")).ShouldBeTrue();
        Write<JsonElement, JsonElementCodec>(Json("""{ "$enum" : [ 1.50 ] }""")).ShouldBe("""{"$json":{"$enum":[1.50]}}""");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("{}")]
    [InlineData("[")]
    public void What_no_codec_wrote_is_refused(string text)
    {
        Should.Throw<FormatException>(() => Read<Guid, GuidCodec>(text));
        Should.Throw<FormatException>(() => Read<bool, BooleanCodec>(text));
        Should.Throw<FormatException>(() => Read<DateOnly, DateOnlyCodec>(text));
    }

    private static void Check<T, TCodec>(params T[] values)
        where TCodec : IAuditValueCodec<T?>
    {
        foreach (T left in values)
        {
            string text = Write<T, TCodec>(left);
            T read = Read<T, TCodec>(text);
            TCodec.Equal(read, left).ShouldBeTrue($"{typeof(TCodec)} reads {text} back as another value");
            Write<T, TCodec>(read).ShouldBe(text);
            foreach (T right in values)
            {
                bool sameText = text == Write<T, TCodec>(right);
                TCodec.Equal(left, right).ShouldBe(sameText, $"{typeof(TCodec)}: {text} and {Write<T, TCodec>(right)}");
            }
        }
    }

    private static string Write<T, TCodec>(T value)
        where TCodec : IAuditValueCodec<T?>
    {
        using var writer = new AuditTextWriter();
        TCodec.Write(writer, value);
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static T Read<T, TCodec>(string text)
        where TCodec : IAuditValueCodec<T?> => new AuditValue(Encoding.UTF8.GetBytes(text)).Read<T, TCodec>();

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private readonly struct DayNames : IAuditEnumNames<DayOfWeek>
    {
        public static bool IsFlags => false;

        public static System.Collections.Immutable.ImmutableArray<KeyValuePair<string, DayOfWeek>> Members { get; } = [.. Enum.GetValues<DayOfWeek>().Select(static day => KeyValuePair.Create(day.ToString(), day))];
    }

    private readonly struct AccessNames : IAuditEnumNames<FileAccess>
    {
        public static bool IsFlags => true;

        public static System.Collections.Immutable.ImmutableArray<KeyValuePair<string, FileAccess>> Members { get; } =
            [new("Read", FileAccess.Read), new("Write", FileAccess.Write), new("ReadWrite", FileAccess.ReadWrite)];
    }
}
