using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Reading;

namespace AuditGen.Elasticsearch.Tests.Export;

public sealed class EventDocumentTests
{
    [Fact]
    public void Fields_are_taken_from_the_text_and_the_text_is_kept()
    {
        JournalRecord record = EventTexts.UsualRecord(40);

        JsonObject document = Document(record);

        ((string?)document["@timestamp"]).ShouldBe("2026-11-21T09:00:00.0040000Z");
        ((string?)document["event"]!["id"]).ShouldBe(record.Id.ToString());
        ((string?)document["event"]!["hash"]).ShouldBe(record.Leaf.ToString());
        ((string?)document["event"]!["original"]).ShouldBe(Encoding.UTF8.GetString(record.Text.Span));
        ((string?)document["event"]!["action"]).ShouldBe("invoice.post");
        ((string?)document["event"]!["reason"]).ShouldBe("month end");
        ((string?)document["user"]!["id"]).ShouldBe("u-6");
        ((string?)document["user"]!["effective"]!["name"]).ShouldBe("Max Roth");
        document["user"]!["roles"]!.ToJsonString().ShouldBe("""["clerk","approver"]""");
        document["related"]!.ToJsonString().ShouldBe("""{"user":["u-6","u-3"],"ip":["10.0.0.7"]}""");
        ((string?)document["organization"]!["id"]).ShouldBe("acme");
        ((string?)document["trace"]!["id"]).ShouldBe("4bf92f3577b34da6a3ce929d0e0e4736");
        ((string?)document["span"]!["id"]).ShouldBe("00f067aa0ba902b7");
        ((string?)document["service"]!["name"]).ShouldBe("erp");
        ((string?)document["host"]!["name"]).ShouldBe("erp-1");
        ((string?)document["labels"]!["channel"]).ShouldBe("web");
        ((string?)document["audit"]!["context"]).ShouldBe("finance");
        ((string?)document["audit"]!["resource"]!["id"]).ShouldBe("inv-40");
        ((string?)document["audit"]!["ledger"]!["log"]).ShouldBe("test/log");
        ((long)document["audit"]!["ledger"]!["index"]!).ShouldBe(40);
    }

    [Fact]
    public void Changed_paths_old_and_new_values_pair_up_by_position()
    {
        JsonNode change = Document(Changes("""
            [{"path":"/status","op":"replace","old":{"$enum":"Draft","number":0},"new":{"$enum":"Posted","number":2}},
            {"path":"/lines/10","op":"add","new":{}},{"path":"/lines/10/quantity","op":"add","new":2.50},
            {"path":"/note","op":"remove","old":"say \"hi\" \\ bye"},
            {"path":"/iban","op":"replace","old":{"$masked":true},"new":{"$masked":true}},
            {"path":"/text","op":"replace","old":null,"new":{"$cut":"The beginning","length":90000,"sha256":"00"}},
            {"path":"/money","op":"replace","old":{"amount":1.00,"currency":"EUR"},"new":true}]
            """))["audit"]!["change"]!;

        Strings(change["field"]).ShouldBe(["/status", "/lines/10", "/lines/10/quantity", "/note", "/iban", "/text", "/money"]);
        Strings(change["old"]).ShouldBe(["/status=Draft", "/lines/10", "/lines/10/quantity", "/note=say \"hi\" \\ bye", "/iban=", "/text=null", "/money={\"amount\":1.00,\"currency\":\"EUR\"}"]);
        Strings(change["new"]).ShouldBe(["/status=Posted", "/lines/10={}", "/lines/10/quantity=2.50", "/note", "/iban=", "/text=The beginning", "/money=true"]);
    }

    [Fact]
    public void Values_of_one_path_become_one_key_and_no_key_comes_twice()
    {
        JsonNode audit = Document(Changes("""
            [{"path":"/tags/-","op":"add","new":"x"},{"path":"/tags/-","op":"add","new":"y"},{"path":"/a.b","op":"add","new":1},{"path":"/a/b","op":"add","new":2},
            {"path":"/lines/10/quantity","op":"replace","old":1,"new":2},{"path":"/gone","op":"remove","old":null},{"path":"","op":"add","new":5}]
            """))["audit"]!;

        audit["new_value"]!.ToJsonString().ShouldBe("""{"tags":["x","y"],"a.b":1,"lines.10.quantity":2}""");
        audit["old_value"]!.ToJsonString().ShouldBe("""{"lines.10.quantity":1}""");
    }

    [Theory]
    [InlineData("""a \ud800 b""", "a \ufffd b")]
    [InlineData("""a \udc00""", "a \ufffd")]
    [InlineData("""\ud83d\ude00""", "\ud83d\ude00")]
    [InlineData("""\ud83d\ud83d\ude00""", "\ufffd\ud83d\ude00")]
    [InlineData("""c:\\users""", "c:\\users")]
    [InlineData("""c:\\ud800""", "c:\\ud800")]
    [InlineData("""tab\tand\u0041""", "tab\tandA")]
    public void A_lone_surrogate_is_replaced_in_fields_and_only_there(string escaped, string expected)
    {
        JournalRecord record = EventTexts.Record(1, EventTexts.Usual(1).Replace("month end", escaped, StringComparison.Ordinal));

        JsonObject document = Document(record);

        ((string?)document["event"]!["reason"]).ShouldBe(expected);
        ((string)document["event"]!["original"]!).ShouldContain(escaped);
    }

    [Fact]
    public void The_original_text_survives_whatever_it_holds()
    {
        var random = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            string noise = new([.. Enumerable.Range(0, random.Next(0, 90)).Select(_ => random.Next(4) switch { 0 => '"', 1 => '\\', 2 => (char)random.Next(32, 127), _ => (char)random.Next(0xA0, 0xD7FF) })]);
            string text = EventTexts.Usual(i).Replace("\"month end\"", JsonSerializer.Serialize(noise), StringComparison.Ordinal);

            JsonObject document = Document(EventTexts.Record(i, text));

            ((string?)document["event"]!["original"]).ShouldBe(text);
            ((string?)document["event"]!["reason"]).ShouldBe(noise);
        }
    }

    [Fact]
    public void Words_and_values_searched_are_those_that_every_store_searches()
    {
        var random = new Random(11);
        string[] pieces = ["Straße", "ÉTÉ", "日本語", "ひらがな", "カタカナ", "x²", "don't", "a_b", "\\u00e9\\u0301", "\\ud83d\\ude00z", "\\ud800k", "\\n", "12.50", new string('q', 70), "Ǆ", "İ", "the", "THE", "\\\\", "\\\"", "=", "*"];
        for (int i = 0; i < 400; i++)
        {
            string Value() => random.Next(8) switch
            {
                0 => "12.50",
                1 => "null",
                2 => """{"$enum":"Posted","number":2}""",
                3 => """{"$masked":true}""",
                4 => """{"$cut":"Once upon","length":90000,"sha256":"00"}""",
                5 => """{"a":"b c","n":[1,2]}""",
                6 => """{"$json":{"$x":"deep"}}""",
                _ => "\"" + string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)])) + "\"",
            };
            string text = EventTexts.Usual(i)
                .Replace("\"new\":" + (i % 5), "\"new\":" + Value(), StringComparison.Ordinal)
                .Replace("\"web\"", Value(), StringComparison.Ordinal)
                .Replace("month end", string.Concat(Value().Where(c => c != '"')).Replace("\\", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
            JournalRecord record = EventTexts.Record(i, text);
            var parsed = AuditEvent.Parse(record.Text);

            JsonObject document = Document(record);

            ((string?)document["message"]).ShouldBe(AuditSearchText.Message(parsed), text);
            Strings(document["audit"]!["change"]!["new"]).ShouldBe(parsed.Changes.Select(change => Replaced(AuditSearchText.Change(change.Path, change.New))), text);
            Strings(document["audit"]!["change"]!["old"]).ShouldBe(parsed.Changes.Select(change => Replaced(AuditSearchText.Change(change.Path, change.Old))), text);
        }
    }

    [Theory]
    [InlineData(8180)]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(20000)]
    public void Long_values_and_names_are_cut_where_every_store_cuts_them(int length)
    {
        foreach (string unit in new[] { "x", "é", "日", "😀", "\\u00e9", "\\ud83d\\ude00", "\\\"" })
        {
            string value = string.Concat(Enumerable.Repeat(unit, length));
            JournalRecord record = EventTexts.Record(1, EventTexts.Usual(1).Replace("\"new\":1", $"\"new\":\"{value}\"", StringComparison.Ordinal).Replace("u-1", value, StringComparison.Ordinal));
            var parsed = AuditEvent.Parse(record.Text);

            JsonObject document = Document(record);

            ((string?)document["audit"]!["change"]!["new"]![1]).ShouldBe(AuditSearchText.Change(parsed.Changes[1].Path, parsed.Changes[1].New), unit);
            ((string?)document["user"]!["id"]).ShouldBe(AuditSearchText.Dimension(parsed.Actor.Id), unit);
            ((string?)document["message"]).ShouldBe(AuditSearchText.Message(parsed), unit);
        }
    }

    [Fact]
    public void A_text_that_cannot_be_read_still_becomes_a_document()
    {
        foreach (string text in new[] { "", "{", "{}", "[]", "{\"v\":2}", EventTexts.Usual(3)[..^20], EventTexts.Usual(3).Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal) })
        {
            using var body = new BulkBody("log", compress: false);
            JournalRecord record = EventTexts.Record(3, text);

            body.Add(record, new StreamTarget("finance", "audit-finance-default"), degraded: false).ShouldBeFalse();

            JsonObject document = JsonNode.Parse(Encoding.UTF8.GetString(body.Content.Span).Split('\n')[1])!.AsObject();
            ((string?)document["event"]!["original"]).ShouldBe(text);
            ((long)document["@timestamp"]!).ShouldBe(EventTexts.Start.ToUnixTimeMilliseconds());
            ((bool)document["audit"]!["ledger"]!["degraded"]!).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_scanner_fed_any_broken_text_says_so_and_reads_nothing_beyond_it()
    {
        var random = new Random(5);
        byte[] text = Encoding.UTF8.GetBytes(EventTexts.Usual(5));
        var slices = new EventSlices();
        for (int i = 0; i < 3000; i++)
        {
            byte[] broken = [.. text[..random.Next(text.Length)]];
            if (broken.Length > 0)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            try
            {
                slices.Read(broken);
            }
            catch (FormatException)
            {
                continue;
            }

            false.ShouldBeTrue("A text without its end was read.");
        }
    }

    private static string Replaced(string text) => new([.. text.Select((c, i) =>
        (char.IsHighSurrogate(c) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))) || (char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1]))) ? '\ufffd' : c)]);

    private static string[] Strings(JsonNode? array) => [.. array!.AsArray().Select(item => (string)item!)];

    private static JournalRecord Changes(string json)
    {
        string text = EventTexts.Usual(1);
        int start = text.IndexOf("\"changes\":", StringComparison.Ordinal) + "\"changes\":".Length;
        int end = text.IndexOf(",\"data\"", StringComparison.Ordinal);
        return EventTexts.Record(1, text[..start] + json.Replace("\n", string.Empty, StringComparison.Ordinal) + text[end..]);
    }

    private static JsonObject Document(JournalRecord record)
    {
        using var target = new PooledBytes();
        new EventDocumentWriter("test/log").Write(record, target);
        return JsonNode.Parse(target.Written)!.AsObject();
    }
}
