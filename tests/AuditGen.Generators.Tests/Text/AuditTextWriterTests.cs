using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AuditGen.Values;

namespace AuditGen.Generators.Tests.Text;

/// <summary>The text that the ledger hashes: every byte of it matters.</summary>
public sealed class AuditTextWriterTests
{
    [Fact]
    public void Strings_escape_only_what_must_be()
    {
        // Not as theory data: lone surrogates do not survive the test framework.
        (string Value, string Expected)[] cases =
        [
            ("", "\"\""),
            ("plain", "\"plain\""),
            ("\"\\/\b\f\n\r\t\u0001\u007f", "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007f\""),
            ("Köln 日本 😀", "\"Köln 日本 😀\""),
            ("a\ud800b", "\"a\\ud800b\""),
            ("\udc00", "\"\\udc00\""),
            ("\ud83d", "\"\\ud83d\""),
        ];
        foreach ((string value, string expected) in cases)
        {
            using var writer = new AuditTextWriter();
            writer.WriteString(value);

            Encoding.UTF8.GetString(writer.Written).ShouldBe(expected);
            new AuditValue(writer.Written.ToArray()).Read<string?, StringCodec>().ShouldBe(value);
        }
    }

    [Fact]
    public void Strings_of_any_length_and_content_read_back()
    {
        var random = new Random(42);
        for (int round = 0; round < 300; round++)
        {
            char[] chars = new char[random.Next(round * 8)];
            for (int i = 0; i < chars.Length; i++)
            {
                chars[i] = random.Next(4) switch { 0 => (char)random.Next(0x20), 1 => (char)random.Next(0x10000), 2 => '"', _ => 'x' };
            }

            string value = new(chars);
            using var writer = new AuditTextWriter();
            writer.WriteString(value);
            new AuditValue(writer.WrittenMemory).Read<string?, StringCodec>().ShouldBe(value);
        }
    }

    [Fact]
    public void Commas_take_care_of_themselves()
    {
        using var writer = new AuditTextWriter();
        writer.WriteStartObject();
        writer.WriteProperty("a"u8, "1{");
        writer.WriteProperty("missing"u8, null);
        writer.WritePropertyName("b"u8);
        writer.WriteStartArray();
        writer.WriteElement();
        writer.WriteNumber(1);
        writer.WriteElement();
        writer.WriteBoolean(true);
        writer.WriteEndArray();
        writer.WritePropertyName("c\"");
        writer.WriteStartObject();
        writer.WriteEndObject();
        writer.WriteEndObject();

        Encoding.UTF8.GetString(writer.Written).ShouldBe("""{"a":"1{","b":[1,true],"c\"":{}}""");
    }

    [Fact]
    public void A_value_longer_than_the_limit_is_cut_with_its_length_and_hash()
    {
        string value = new string('a', 19) + "😀" + new string('b', 100);
        using var writer = new AuditTextWriter(new AuditTextOptions { MaxValueLength = 40, KeptLength = 20 });
        writer.WriteValue<string?, StringCodec>(value);

        using JsonDocument document = JsonDocument.Parse(writer.WrittenMemory);
        document.RootElement.GetProperty("$cut").GetString().ShouldBe(new string('a', 19), "a pair of surrogates is not torn apart");
        document.RootElement.GetProperty("length").GetInt32().ShouldBe(121);
        document.RootElement.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value))));
    }

    [Fact]
    public void The_limit_counts_characters_and_not_bytes()
    {
        using var writer = new AuditTextWriter(new AuditTextOptions { MaxValueLength = 40 });
        writer.WriteValue<string?, StringCodec>(new string('日', 40));

        new AuditValue(writer.WrittenMemory).Kind.ShouldBe(AuditValueKind.String);
    }

    [Fact]
    public void Numbers_and_dates_are_written_without_allocation()
    {
        using var writer = new AuditTextWriter(AuditTextOptions.Default, 64 * 1024);
        Write(writer);
        writer.Clear();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Write(writer);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        static void Write(AuditTextWriter writer)
        {
            writer.WriteNumber(12.50m);
            writer.WriteNumber(long.MinValue);
            writer.WriteNumber(0.1);
            writer.WriteGuid(Guid.Empty);
            writer.WriteDateTimeOffset(DateTimeOffset.UnixEpoch);
            writer.WriteDate(DateOnly.MinValue);
            writer.WriteTime(TimeOnly.MaxValue);
            writer.WriteDuration(TimeSpan.FromDays(1));
            writer.WriteString("Köln");
        }
    }

    [Fact]
    public void A_hashed_member_without_a_key_is_masked()
    {
        AuditSecret secret = AuditSecret.Of<string?, StringCodec>("hunter2");
        using var without = new AuditTextWriter();
        without.WriteValue<AuditSecret, HashCodec>(secret);
        using var with = new AuditTextWriter(new AuditTextOptions { Hasher = new AuditValueHasher("k1", new byte[32]) });
        with.WriteValue<AuditSecret, HashCodec>(secret);

        Encoding.UTF8.GetString(without.Written).ShouldBe("""{"$masked":true}""");
        Encoding.UTF8.GetString(with.Written).ShouldStartWith("""{"$hash":"k1:""");
        secret.ToString().ShouldNotContain("hunter");
    }
}
