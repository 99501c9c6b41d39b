using System.Net;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AuditGen.AspNetCore.Endpoints;
using AuditGen.AspNetCore.Tests.Hosting;
using AuditGen.Reading;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Tests.Endpoints;

/// <summary>The OpenAPI document says what the endpoints do: all of it, and nothing else.</summary>
public sealed partial class OpenApiTests(SampleApp sample) : IClassFixture<SampleApp>
{
    private const string Unheard = "unheard_of";
    private readonly AuditApp _app = sample.App;

    [Fact]
    public async Task The_document_is_served_as_JSON()
    {
        HttpResponseMessage response = await _app.Client(AuditApp.Auditor).GetAsync("/audit/openapi.json", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await ApiDescription.ReadAsync(_app)).Root.GetProperty("openapi").GetString().ShouldBe("3.1.0");
    }

    [Fact]
    public async Task The_operations_are_those_that_are_mapped()
    {
        ApiDescription description = await ApiDescription.ReadAsync(_app);
        IEnumerable<string> mapped =
            from endpoint in _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = endpoint.RoutePattern.RawText!["/audit".Length..]
            where path is not ("" or "/" or "/assets/{**file}" or "/openapi.json")
            from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
            select $"{method} {path}";

        description.Operations.Select(one => $"{one.Method} {one.Path}").ShouldBe(mapped, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_component_is_used()
    {
        ApiDescription description = await ApiDescription.ReadAsync(_app);
        foreach (JsonElement reference in description.References())
        {
            description.Resolve(reference);
        }

        IEnumerable<string> components =
            from kind in description.Root.GetProperty("components").EnumerateObject()
            from component in kind.Value.EnumerateObject()
            select $"#/components/{kind.Name}/{component.Name}";
        components.Except(description.References().Select(reference => reference.GetProperty("$ref").GetString()!)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_a_success_and_all_path_parameters()
    {
        ApiDescription description = await ApiDescription.ReadAsync(_app);
        foreach ((string method, string path, JsonElement operation) in description.Operations)
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace(path);
            operation.GetProperty("responses").EnumerateObject().ShouldContain(answer => answer.Name.StartsWith('2'), $"{method} {path}");
            operation.GetProperty("responses").EnumerateObject().ShouldAllBe(
                answer => description.Resolve(answer.Value).GetProperty("description").GetString()!.Length > 0, $"{method} {path}");
            description.Parameters(operation, "path").Select(NameOf).ShouldBe(Placeholder.Matches(path).Select(match => match.Groups[1].Value), path);
        }

        description.Operations.Select(one => one.Operation.GetProperty("operationId").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task Each_route_knows_the_parameters_written_down_and_no_other()
    {
        ApiDescription description = await ApiDescription.ReadAsync(_app);
        foreach ((string path, JsonElement operation) in Gets(description))
        {
            string[] documented = [.. description.Parameters(operation, "query").Select(NameOf)];
            string[] names = [.. Words().Concat(documented).Append(Unheard).Distinct(StringComparer.Ordinal)];

            // A name without a value asks nothing; one that the route does not read is refused by name.
            HttpResponseMessage response = await GetAsync($"{await RouteAsync(description, path)}?{string.Join('&', names.Select(name => $"{name}="))}");
            JsonElement problem = await JsonAsync(response);
            string[] refused = [.. Refused.Matches(problem.GetProperty("detail").GetString()!).Select(match => match.Groups[1].Value)];

            refused.ShouldContain(Unheard, path);
            names.Except(refused).ShouldBe(documented, ignoreOrder: true, path);
        }
    }

    [Fact]
    public async Task Each_parameter_takes_what_its_schema_allows_and_refuses_what_it_does_not()
    {
        ApiDescription description = await ApiDescription.ReadAsync(_app);
        foreach ((string path, JsonElement operation) in Gets(description))
        {
            string route = await RouteAsync(description, path);
            foreach (JsonElement parameter in description.Parameters(operation, "query"))
            {
                string name = NameOf(parameter);
                var values = new ParameterValues(parameter);
                string[] allowed = values.Allowed;
                if (name == "cursor")
                {
                    string? next = (await JsonAsync(await GetAsync($"{await RouteAsync(description, "/api/events")}?limit=1"))).GetProperty("next").GetString();
                    allowed = [next.ShouldNotBeNull()];
                }

                allowed.ShouldNotBeEmpty($"{path} {name} has no example");
                foreach (string value in allowed)
                {
                    HttpResponseMessage response = await GetAsync($"{route}?{name}={Uri.EscapeDataString(value)}");
                    response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path} {name}={value}");
                }

                foreach (string[] refused in values.Refused)
                {
                    HttpResponseMessage response = await GetAsync($"{route}?{string.Join('&', refused.Select(value => $"{name}={Uri.EscapeDataString(value)}"))}");
                    response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{path} {name}={refused[0]} ({refused.Length})");
                }
            }
        }
    }

    [Theory]
    [InlineData("parameters/Category", typeof(AuditCategory))]
    [InlineData("parameters/Outcome", typeof(AuditOutcome))]
    [InlineData("parameters/Dimension", typeof(AuditDimension))]
    [InlineData("parameters/Interval", typeof(AuditInterval))]
    [InlineData("parameters/NewestFirst", typeof(AuditOrder))]
    [InlineData("parameters/OldestFirst", typeof(AuditOrder))]
    [InlineData("parameters/Format", typeof(ExportFormat))]
    [InlineData("schemas/Event/properties/category", typeof(AuditCategory))]
    [InlineData("schemas/CatalogueAction/properties/category", typeof(AuditCategory))]
    [InlineData("schemas/Event/properties/outcome", typeof(AuditOutcome))]
    [InlineData("schemas/Change/properties/op", typeof(AuditChangeOp))]
    [InlineData("schemas/State/properties/knowledge", typeof(AuditStateKnowledge))]
    public async Task The_names_to_choose_from_are_all_there_are(string component, Type names)
    {
        JsonElement schema = (await ApiDescription.ReadAsync(_app)).Root.GetProperty("components");
        foreach (string segment in component.Split('/'))
        {
            schema = schema.GetProperty(segment);
        }

        schema = schema.TryGetProperty("schema", out JsonElement own) ? own : schema;
        schema = schema.TryGetProperty("items", out JsonElement items) ? items : schema;
        schema.GetProperty("enum").EnumerateArray().Select(name => name.GetString()).ShouldBe(Enum.GetNames(names).Select(QuestionReader.Snake), ignoreOrder: true);
    }

    [Fact]
    public async Task The_refusals_written_down_are_those_that_are_given()
    {
        ApiDescription description = await ApiDescription.ReadAsync(_app);
        foreach ((string method, string path, JsonElement operation) in description.Operations)
        {
            string route = await RouteAsync(description, path);
            string reader = method == "GET" ? AuditApp.Auditor : path == "/api/erasures" ? AuditApp.Officer : AuditApp.Operator;
            SortedSet<string> given = new(StringComparer.Ordinal);
            await TryAsync(null, route);
            await TryAsync(AuditApp.Clerk, route);
            await TryAsync(reader, $"{route}?{Unheard}=1");
            await TryAsync(reader, $"{route}?wait_for={long.MaxValue}");
            await TryAsync(reader, $"/audit{Placeholder.Replace(path, "x")}");
            if (path == "/api/actors")
            {
                // The store of the sample keeps a directory; one that does not is answered for in the same words.
                given.Add("404");
            }

            if (method == "POST")
            {
                // A consumer that runs elsewhere, a key store that fails: OpenApiAnswerTests and ErasureEndpointTests ask for them.
                given.Add("503");
            }

            if (operation.TryGetProperty("requestBody", out JsonElement body))
            {
                string example = body.GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText();
                await TryAsync(reader, route, new StringContent(example, Encoding.UTF8, "application/json"));
            }

            operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Where(status => status[0] != '2').ShouldBe(given, ignoreOrder: true, $"{method} {path}");

            async Task TryAsync(string? user, string address, HttpContent? content = null)
            {
                var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = content };
                HttpResponseMessage response = await _app.Client(user).SendAsync(request, TestContext.Current.CancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }

                string status = ((int)response.StatusCode).ToString();
                given.Add(status);
                operation.GetProperty("responses").TryGetProperty(status, out JsonElement answer).ShouldBeTrue($"{address} {status}");
                JsonElement described = description.Resolve(answer);
                (response.Headers.RetryAfter is not null).ShouldBe(described.TryGetProperty("headers", out _), $"{address} {status}");
                bool byPolicy = response.StatusCode == HttpStatusCode.Forbidden && response.Content.Headers.ContentType is null;
                if (!byPolicy && described.TryGetProperty("content", out JsonElement kinds))
                {
                    string type = response.Content.Headers.ContentType!.MediaType!;
                    new SchemaCheck(description).Faults(await JsonAsync(response), kinds.GetProperty(type).GetProperty("schema")).ShouldBeEmpty(address);
                }
                else
                {
                    (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty(address);
                }
            }
        }
    }

    private static IEnumerable<(string Path, JsonElement Operation)> Gets(ApiDescription description) =>
        description.Operations.Where(one => one.Method == "GET").Select(one => (one.Path, one.Operation));

    private static string NameOf(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    /// <summary>Every word among the strings of the assembly: whatever parameter an endpoint reads, its name is one of them.</summary>
    private static List<string> Words()
    {
        using var image = new PEReader(File.OpenRead(typeof(AuditEndpointOptions).Assembly.Location));
        MetadataReader metadata = image.GetMetadataReader();
        List<string> words = [];
        for (UserStringHandle at = metadata.GetNextHandle(MetadataTokens.UserStringHandle(0)); !at.IsNil; at = metadata.GetNextHandle(at))
        {
            string text = metadata.GetUserString(at);
            if (Word.IsMatch(text))
            {
                words.Add(text);
            }
        }

        words.ShouldContain("wait_for");
        return words;
    }

    /// <summary>The address of something that exists.</summary>
    private async Task<string> RouteAsync(ApiDescription description, string path)
    {
        if (path == "/api/events/{id}")
        {
            var query = new AuditQuery { Access = AuditAccess.Everything };
            AuditPage page = await _app.Reader.SearchAsync(query, AuditPaging.First, TestContext.Current.CancellationToken);
            return $"/audit/api/events/{page.Records[0].Event.Id}";
        }

        JsonElement operation = description.Operations.First(one => one.Path == path).Operation;
        return "/audit" + Placeholder.Replace(
            path, match => description.Parameters(operation, "path").First(parameter => NameOf(parameter) == match.Groups[1].Value).GetProperty("example").ToString());
    }

    private async Task<HttpResponseMessage> GetAsync(string route) => await _app.Client(AuditApp.Auditor).GetAsync(route, TestContext.Current.CancellationToken);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder { get; }

    [GeneratedRegex("^[a-z][a-z_-]{0,39}$")]
    private static partial Regex Word { get; }

    [GeneratedRegex("There is no parameter \"([^\"]+)\"\\.")]
    private static partial Regex Refused { get; }
}
