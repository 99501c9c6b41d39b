using System.Text;
using AuditGen.Erasure;

namespace AuditGen.Tests.Erasure;

/// <summary>A sealed value can be read at its own place only, whatever is done to the text.</summary>
public sealed class RevealTests
{
    private static readonly Guid s_operation = Guid.Parse("019aa7c0-5b1d-7001-8000-4a5b6c7d8e9f");
    private readonly MemoryKeys _keys = new();

    private PersonalDataReader Reader => new(_keys);

    [Fact]
    public void A_value_is_read_where_it_was_written()
    {
        string sealedValue = Seal("p-1", "\"Ada\"", "/name");

        Reveal(Change("/name", sealedValue)).ShouldBe(Change("/name", "\"Ada\""));
        Reveal(Change("/name", $"[1,{{\"a\":{sealedValue}}},{sealedValue}]")).ShouldBe(Change("/name", "[1,{\"a\":\"Ada\"},\"Ada\"]"));
    }

    [Fact]
    public void A_value_is_not_read_anywhere_else()
    {
        string sealedValue = Seal("p-1", "\"Ada\"", "/name");
        string[] moved =
        [
            Change("/ward", sealedValue),
            Change("/name", sealedValue).Replace(s_operation.ToString(), Guid.Empty.ToString(), StringComparison.Ordinal),
            Change("/x", "1").Replace("}]}", "}],\"data\":{\"/name\":" + sealedValue + "}}", StringComparison.Ordinal),
            Change("/x", "1").Replace("{\"id\":\"u\"}", "{\"id\":\"u\",\"personal\":" + sealedValue + "}", StringComparison.Ordinal),
        ];

        moved.ShouldAllBe(text => Reveal(text) == text);
    }

    [Fact]
    public void A_value_under_the_name_of_another_key_is_not_read()
    {
        string sealedValue = Seal("p-1", "\"Ada\"", "/name");
        _keys.GetOrCreate("p-2");
        string text = Change("/name", sealedValue.Replace("k1", "k2", StringComparison.Ordinal));

        Reveal(text).ShouldBe(text);
    }

    [Fact]
    public void A_changed_byte_is_not_read()
    {
        string sealedValue = Seal("p-1", "\"Ada\"", "/name");
        int at = sealedValue.IndexOf("\"value\":\"", StringComparison.Ordinal) + 30;
        string changed = sealedValue[..at] + (sealedValue[at] == 'A' ? 'B' : 'A') + sealedValue[(at + 1)..];

        Reveal(Change("/name", changed)).ShouldBe(Change("/name", changed));
    }

    [Theory]
    [InlineData("""{"$sealed":"nobody","value":"AAAA"}""")]
    [InlineData("""{"$sealed":"k1"}""")]
    [InlineData("""{"$sealed":"k1","value":"not base64"}""")]
    [InlineData("""{"$sealed":"k1","value":""}""")]
    [InlineData("""{"$sealed":17,"value":{"a":[1,2]}}""")]
    [InlineData("""{"$sealed":"k1","value":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    public void What_only_looks_sealed_stays_as_it_is(string value)
    {
        _keys.GetOrCreate("p-1");

        Reveal(Change("/name", value)).ShouldBe(Change("/name", value));
        Reveal(Change("/a", $"[{value},{{\"b\":{value}}}]")).ShouldBe(Change("/a", $"[{value},{{\"b\":{value}}}]"));
    }

    [Fact]
    public void Two_values_alike_are_not_sealed_alike_and_length_tells_little()
    {
        string first = Seal("p-1", "\"Ada\"", "/name");
        string second = Seal("p-1", "\"Ada\"", "/name");
        string longer = Seal("p-1", "\"Ada Brandt\"", "/name");

        first.ShouldNotBe(second);
        first.Length.ShouldBe(longer.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"$sealed\":")]
    [InlineData("{\"changes\":[{\"path\":\"/a\",\"new\":{\"$sealed\":\"k\"")]
    public void What_is_no_event_is_a_format_error_or_left_alone(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (text.Contains("{\"$sealed\":", StringComparison.Ordinal))
        {
            Should.Throw<FormatException>(() => Reader.Reveal(bytes));
        }
        else
        {
            Reader.Reveal(bytes).ToArray().ShouldBe(bytes);
        }
    }

    private static string Change(string path, string value) =>
        $$"""{"v":1,"id":"019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e","ts":"2026-11-21T09:15:02.1110000Z","context":"c","action":"a.b","category":"post","type":"AB","outcome":"success","operation":"{{s_operation}}","actor":{"id":"u"},"resource":{"type":"t","id":"1"},"changes":[{"path":"{{path}}","op":"add","new":{{value}}},{"path":"/z","op":"add","new":[]}]}""";

    private string Reveal(string text) => Encoding.UTF8.GetString(Reader.Reveal(Encoding.UTF8.GetBytes(text)).Span);

    private string Seal(string subject, string clear, string place)
    {
        using var writer = new AuditTextWriter(AuditTextOptions.Default with { Sealer = new KeySealer(_keys) }) { Operation = s_operation };
        writer.WriteRaw(Encoding.UTF8.GetBytes(clear));
        writer.SealFrom(0, subject, Encoding.UTF8.GetBytes(place));
        return Encoding.UTF8.GetString(writer.Written);
    }

    private sealed class KeySealer(ISubjectKeyStore keys) : IAuditSealer
    {
        public AuditSealedValue Seal(string subject, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> binding)
        {
            SubjectKey key = keys.GetOrCreate(subject);
            return new AuditSealedValue(key.Id, SealedText.Encrypt(key, clear, binding));
        }

        public string? SubjectOf(AuditActor actor) => null;
    }
}
