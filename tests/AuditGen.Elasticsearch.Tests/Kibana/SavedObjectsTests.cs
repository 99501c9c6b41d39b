using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Kibana;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Tests.Kibana;

/// <summary>Kibana checks little of what it imports: these look at everything that breaks silently.</summary>
public sealed class SavedObjectsTests
{
    private static readonly string[] JsonStrings = ["searchSourceJSON", "panelsJSON", "optionsJSON", "ignoreParentSettingsJSON", "visState", "uiStateJSON", "fields", "fieldFormatMap", "fieldAttrs", "runtimeFieldMap", "typeMeta"];

    private static readonly JsonObject[] Objects = [.. Encoding.UTF8.GetString(KibanaImport.SavedObjects()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_line_is_one_object_of_its_own_with_the_versions_that_migrations_start_from()
    {
        byte[] file = KibanaImport.SavedObjects();

        file[0].ShouldBe((byte)'{');
        file[^1].ShouldBe((byte)'\n');
        Objects.Select(item => $"{item["type"]} {item["id"]}").ShouldBeUnique();
        Objects.ShouldAllBe(item => item["migrationVersion"] != null && item["coreMigrationVersion"] != null && item["attributes"] != null && item["references"] != null);
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_is_used()
    {
        var known = Objects.Select(item => $"{item["type"]} {item["id"]}").ToHashSet(StringComparer.Ordinal);
        foreach (JsonObject item in Objects)
        {
            string text = item["attributes"]!.ToJsonString();
            foreach (JsonNode? reference in item["references"]!.AsArray())
            {
                known.ShouldContain($"{reference!["type"]} {reference["id"]}", (string?)item["id"]);
                string name = (string)reference["name"]!;
                string mark = name.Split(':')[^1].Replace("indexpattern-datasource-layer-", string.Empty, StringComparison.Ordinal);
                string used = name.StartsWith("controlGroup_", StringComparison.Ordinal) ? name.Split(':')[0]["controlGroup_".Length..] : mark;
                text.ShouldContain(used, Case.Sensitive, $"{item["id"]}: {name}");
            }
        }
    }

    [Fact]
    public void Every_panel_has_its_reference()
    {
        foreach (JsonObject dashboard in Objects.Where(item => (string?)item["type"] == "dashboard"))
        {
            var names = dashboard["references"]!.AsArray().Select(reference => (string)reference!["name"]!).ToHashSet(StringComparer.Ordinal);
            foreach (JsonNode? panel in JsonNode.Parse((string)dashboard["attributes"]!["panelsJSON"]!)!.AsArray())
            {
                names.ShouldContain($"{panel!["panelIndex"]}:{panel["panelRefName"]}");
                ((string?)panel["gridData"]!["i"]).ShouldBe((string?)panel["panelIndex"]);
            }
        }
    }

    [Fact]
    public void Every_string_that_holds_json_holds_json()
    {
        int checkedStrings = 0;
        foreach (JsonObject item in Objects)
        {
            Walk(item["attributes"]!, (name, value) =>
            {
                if (JsonStrings.Contains(name, StringComparer.Ordinal))
                {
                    Should.NotThrow(() => JsonNode.Parse(value), $"{item["id"]}: {name}");
                    checkedStrings++;
                }
            });
        }

        checkedStrings.ShouldBeGreaterThan(25);
    }

    [Fact]
    public void Columns_and_source_fields_are_in_the_mapping()
    {
        var fields = new HashSet<string>(StringComparer.Ordinal) { "___records___" };
        Collect(ClusterBodies.MappingsBody()["template"]!["mappings"]!["properties"]!.AsObject(), string.Empty, fields);
        Collect(ClusterBodies.LedgerMappingsBody()["template"]!["mappings"]!["properties"]!.AsObject(), string.Empty, fields);
        int found = 0;
        foreach (JsonObject item in Objects)
        {
            foreach (JsonNode? column in item["attributes"]!["columns"]?.AsArray() ?? [])
            {
                fields.ShouldContain((string)column!, (string?)item["id"]);
                found++;
            }

            foreach (Match match in Regex.Matches(item["attributes"]!.ToJsonString(), "\"sourceField\":\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(60)))
            {
                fields.ShouldContain(match.Groups[1].Value, (string?)item["id"]);
                found++;
            }
        }

        found.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Links_carry_a_time_range()
    {
        string text = string.Join('\n', Objects.Select(item => item.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));

        Regex.Count(text, "discover#/view/[a-z-]+", RegexOptions.None, TimeSpan.FromSeconds(60)).ShouldBeGreaterThan(8);
        Regex.IsMatch(text, @"discover#/view/[a-z-]+(?!\?_g=\(time:)[^a-z?-]", RegexOptions.None, TimeSpan.FromSeconds(60)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(200, """{"success":true,"successCount":22}""", 22, true, 0)]
    [InlineData(200, """{"success":false,"successCount":20,"errors":[{"type":"lens","id":"x","error":{"type":"missing_references"}},{"type":"search","id":"y","error":{"type":"conflict"}}]}""", 20, false, 2)]
    public async Task An_import_is_judged_by_what_the_body_says(int status, string body, int imported, bool complete, int errors)
    {
        await using var kibana = new WireServer(_ => new WireResponse(status, Encoding.UTF8.GetBytes(body), "application/json"));
        using var client = new HttpClient();

        KibanaImportReport report = await new KibanaImport(client).RunAsync(kibana.Address, ElasticsearchCredentials.Basic("elastic", "secret"), "audit", Token);

        report.Imported.ShouldBe(imported);
        report.IsComplete.ShouldBe(complete);
        report.Errors.Length.ShouldBe(errors);
        WireRequest request = kibana.Received.Single();
        request.Path.ShouldBe("/s/audit/api/saved_objects/_import");
        request.Query["overwrite"].ShouldBe("true");
        request.Headers.Keys.ShouldContain("kbn-xsrf");
        request.Headers["Authorization"].ShouldStartWith("Basic ");
        Encoding.UTF8.GetString(request.Body).ShouldContain("filename=auditgen.ndjson");
    }

    [Theory]
    [InlineData(401, """{"statusCode":401,"message":"no"}""", "HTTP 401 no")]
    [InlineData(200, """{"name":"lab-1","tagline":"You Know, for Search"}""", "not one of Kibana")]
    public async Task An_answer_that_is_none_is_an_error(int status, string body, string message)
    {
        await using var kibana = new WireServer(_ => new WireResponse(status, Encoding.UTF8.GetBytes(body), "application/json"));
        using var client = new HttpClient();

        (await Should.ThrowAsync<HttpRequestException>(() => new KibanaImport(client).RunAsync(kibana.Address, null, null, Token))).Message.ShouldContain(message);
    }

    [Fact]
    public async Task A_real_kibana_takes_all_of_it()
    {
        string? url = Environment.GetEnvironmentVariable("AUDITGEN_KIBANA_URL");
        Assert.SkipWhen(string.IsNullOrEmpty(url), "AUDITGEN_KIBANA_URL is not set: import into a real Kibana is not proven by this run.");
        using var client = new HttpClient();
        string? user = Environment.GetEnvironmentVariable("AUDITGEN_ELASTICSEARCH_USER");

        KibanaImportReport report = await new KibanaImport(client).RunAsync(
            new Uri(url!), user is null ? null : ElasticsearchCredentials.Basic(user, Environment.GetEnvironmentVariable("AUDITGEN_ELASTICSEARCH_PASSWORD") ?? string.Empty), null, Token);

        report.Errors.ShouldBeEmpty();
        report.Imported.ShouldBe(Objects.Length);
    }

    private static void Walk(JsonNode node, Action<string, string> visit)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members)
                {
                    if (value is JsonValue leaf && leaf.TryGetValue(out string? text))
                    {
                        visit(name, text);
                    }
                    else if (value is not null)
                    {
                        Walk(value, visit);
                    }
                }

                break;
            case JsonArray elements:
                foreach (JsonNode? element in elements)
                {
                    if (element is not null)
                    {
                        Walk(element, visit);
                    }
                }

                break;
            default:
                break;
        }
    }

    private static void Collect(JsonObject properties, string prefix, HashSet<string> fields)
    {
        foreach ((string name, JsonNode? field) in properties)
        {
            if (field!["properties"] is JsonObject nested)
            {
                Collect(nested, prefix + name + ".", fields);
            }
            else
            {
                fields.Add(prefix + name);
            }
        }
    }
}
