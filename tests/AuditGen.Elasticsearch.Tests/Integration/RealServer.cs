using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Tests.Integration;

/// <summary>A scratch server: the one named by the environment, else one in a container where an engine answers.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    private const string Image = "docker.elastic.co/elasticsearch/elasticsearch:9.2.0";
    private readonly string? _container;

    private RealServer(Uri address, ElasticsearchCredentials? credentials, string? container)
    {
        Address = address;
        Credentials = credentials;
        _container = container;
        Admin = Client(credentials);
    }

    public Uri Address { get; }

    public ElasticsearchCredentials? Credentials { get; }

    public HttpElasticsearchTransport Admin { get; }

    /// <summary>A namespace of its own for each run, so that runs do not meet.</summary>
    public string Namespace { get; } = $"t{Guid.NewGuid():N}"[..12];

    /// <summary>The server; or the test is skipped with the reason.</summary>
    public static async Task<RealServer> RequireAsync()
    {
        string? url = Environment.GetEnvironmentVariable("AUDITGEN_ELASTICSEARCH_URL");
        if (!string.IsNullOrEmpty(url))
        {
            return new RealServer(new Uri(url), FromEnvironment(), container: null);
        }

        (int code, string output) = await DockerAsync("version", "--format", "{{.Server.Version}}");
        Assert.SkipWhen(code != 0, "AUDITGEN_ELASTICSEARCH_URL is not set and no container engine answers: nothing is proven against a real server by this run.");
        (code, output) = await DockerAsync("run", "-d", "--rm", "-p", "127.0.0.1:0:9200", "-e", "discovery.type=single-node", "-e", "ELASTIC_PASSWORD=auditgen",
            "-e", "xpack.security.http.ssl.enabled=false", "-e", "xpack.license.self_generated.type=trial", "-e", "path.repo=/tmp", "-e", "indices.lifecycle.poll_interval=1s", "-e", "ES_JAVA_OPTS=-Xms1g -Xmx1g", Image);
        Assert.SkipWhen(code != 0, $"The container engine could not start {Image}: {output}");
        string container = output.Trim();
        (_, string port) = await DockerAsync("port", container, "9200/tcp");
        var server = new RealServer(new Uri("http://" + port.Trim().Split('\n')[0]), ElasticsearchCredentials.Basic("elastic", "auditgen"), container);
        await server.WaitAsync();
        return server;
    }

    public HttpElasticsearchTransport Client(ElasticsearchCredentials? credentials) => new(new ElasticsearchOptions { Nodes = [Address], Credentials = credentials, RequestTimeout = TimeSpan.FromMinutes(2) });

    public async Task<(int Status, JsonNode? Body)> SendAsync(string method, string path, string? body = null, HttpElasticsearchTransport? client = null)
    {
        using ElasticsearchResponse answer = await (client ?? Admin).SendAsync(
            new ElasticsearchRequest(new HttpMethod(method), path) { Body = Encoding.UTF8.GetBytes(body ?? string.Empty), BodyKind = body is null ? ElasticsearchBodyKind.None : path.Contains("_bulk", StringComparison.Ordinal) ? ElasticsearchBodyKind.NdJson : ElasticsearchBodyKind.Json },
            TestContext.Current.CancellationToken);
        return (answer.Status, answer.Body.Length == 0 || !answer.IsJson ? null : JsonNode.Parse(answer.Body.Span));
    }

    /// <summary>A client with a key that has one role only.</summary>
    public async Task<HttpElasticsearchTransport> KeyAsync(JsonObject role)
    {
        (int status, JsonNode? body) = await SendAsync("POST", "/_security/api_key", AuditRoles.ApiKey(Namespace, role).ToJsonString());
        status.ShouldBe(200);
        return Client(ElasticsearchCredentials.ApiKey((string)body!["encoded"]!));
    }

    public async ValueTask DisposeAsync()
    {
        if (_container is null)
        {
            await SendAsync("DELETE", $"/_data_stream/audit-*-{Namespace},auditledger-{Namespace}");
            await SendAsync("DELETE", "/_security/api_key", $$"""{"name":"{{Namespace}}"}""");
        }
        else
        {
            await DockerAsync("kill", _container);
        }

        Admin.Dispose();
    }

    private static ElasticsearchCredentials? FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("AUDITGEN_ELASTICSEARCH_API_KEY") is { Length: > 0 } key)
        {
            return ElasticsearchCredentials.ApiKey(key);
        }

        return Environment.GetEnvironmentVariable("AUDITGEN_ELASTICSEARCH_USER") is { Length: > 0 } user
            ? ElasticsearchCredentials.Basic(user, Environment.GetEnvironmentVariable("AUDITGEN_ELASTICSEARCH_PASSWORD") ?? string.Empty) : null;
    }

    private async Task WaitAsync()
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                (int status, _) = await SendAsync("GET", "/_cluster/health?wait_for_status=yellow&timeout=10s");
                if (status == 200)
                {
                    return;
                }
            }
            catch (ElasticsearchTransportException) when (attempt < 90)
            {
                // It is starting.
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }
    }

    private static async Task<(int Code, string Output)> DockerAsync(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, process.ExitCode == 0 ? await output : await error);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (127, missing.Message);
        }
    }
}
