using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Tests.Transport;

public sealed class HttpTransportTests : IAsyncDisposable
{
    // One moment for all certificates: an authority must not end before what it signs.
    private static readonly DateTimeOffset s_now = DateTimeOffset.UtcNow;

    private static readonly ElasticsearchRequest Root = new(HttpMethod.Get, "/") { IsRepeatable = true };
    private readonly ClusterModel _cluster = new() { SecurityEnabled = true };
    private readonly WireServer _server;

    public HttpTransportTests()
    {
        _server = new WireServer(_cluster.Answer);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ElasticsearchOptions Options => new()
    {
        Nodes = [_server.Address],
        Credentials = ElasticsearchCredentials.Basic("elastic", "secret"),
        NodeRevival = TimeSpan.FromMilliseconds(1),
        MaxNodeRevival = TimeSpan.FromMilliseconds(2),
    };

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Both_versions_of_the_interface_are_spoken(int version)
    {
        using var client = new HttpElasticsearchTransport(Options with { CompatibleWith = version });

        using ElasticsearchResponse answer = await client.SendAsync(Root, Token);

        answer.Status.ShouldBe(200);
        answer.IsJson.ShouldBeTrue();
        _server.Received.Single().Headers["Accept"].ShouldBe($"application/vnd.elasticsearch+json;compatible-with={version}");
    }

    [Fact]
    public async Task Each_kind_of_credential_is_shown_and_none_is_printed()
    {
        ElasticsearchCredentials[] all = [ElasticsearchCredentials.ApiKey("id", "tell-nobody"), ElasticsearchCredentials.ApiKey(Convert.ToBase64String("id:tell-nobody"u8)), ElasticsearchCredentials.Basic("me", "tell-nobody"), ElasticsearchCredentials.Bearer("tell-nobody")];
        string[] expected = ["ApiKey aWQ6dGVsbC1ub2JvZHk=", "ApiKey aWQ6dGVsbC1ub2JvZHk=", "Basic bWU6dGVsbC1ub2JvZHk=", "Bearer tell-nobody"];
        foreach (ElasticsearchCredentials credentials in all)
        {
            ElasticsearchOptions options = Options with { Credentials = credentials };
            using var client = new HttpElasticsearchTransport(options);

            using ElasticsearchResponse answer = await client.SendAsync(Root, Token);

            answer.Status.ShouldBe(401);
            options.ToString().ShouldNotContain("tell-nobody");
            options.ToString().ShouldNotContain("aWQ6dGVsbC1ub2JvZHk");
        }

        _server.Received.Select(request => request.Headers["Authorization"]).ShouldBe(expected);
    }

    [Fact]
    public async Task A_failure_tells_node_and_path_and_no_secret()
    {
        _server.Faults = _ => Fault.ResetBefore;
        using var client = new HttpElasticsearchTransport(Options);

        ElasticsearchTransportException failure = await Should.ThrowAsync<ElasticsearchTransportException>(async () =>
            (await client.SendAsync(new ElasticsearchRequest(HttpMethod.Post, "/audit-finance-default/_bulk?x=1") { Body = "hush body"u8.ToArray(), BodyKind = ElasticsearchBodyKind.NdJson }, Token)).Dispose());

        failure.OutcomeUnknown.ShouldBeTrue();
        failure.Message.ShouldStartWith($"POST /audit-finance-default/_bulk at {_server.Address.AbsoluteUri.TrimEnd('/')}: the connection broke");
        failure.ToString().ShouldNotContain("hush");
        failure.ToString().ShouldNotContain("ZWxhc3RpYzpzZWNyZXQ");
    }

    [Fact]
    public async Task A_node_that_is_down_is_passed_over_and_tried_again_later()
    {
        var time = new ManualTime();
        var nowhere = new Uri("http://localhost:1");
        using var client = new HttpElasticsearchTransport(Options with { Nodes = [nowhere, _server.Address], NodeRevival = TimeSpan.FromSeconds(1), MaxNodeRevival = TimeSpan.FromSeconds(60), RequestTimeout = TimeSpan.FromHours(1) }, time);
        for (int i = 0; i < 5; i++)
        {
            using ElasticsearchResponse answer = await client.SendAsync(new ElasticsearchRequest(HttpMethod.Get, "/_license"), Token);
            answer.Status.ShouldBe(200);
        }

        _server.Received.Count.ShouldBe(5);
    }

    [Fact]
    public void Failed_nodes_rest_ever_longer_and_come_back()
    {
        var time = new ManualTime();
        var pool = new NodePool([new Uri("http://a:1"), new Uri("http://b:1")], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), time);
        NodePool.Node first = pool.Take();
        pool.Failed(first);

        Enumerable.Range(0, 4).Select(_ => pool.Take()).ShouldAllBe(node => node != first);
        time.Advance(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 2).Select(_ => pool.Take()).ShouldContain(first);
        pool.Failed(first);
        time.Advance(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 4).Select(_ => pool.Take()).ShouldAllBe(node => node != first);
        time.Advance(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 2).Select(_ => pool.Take()).ShouldContain(first);

        // When none is left, the one whose rest ends first is tried all the same.
        pool.Failed(first);
        NodePool.Node second = Enumerable.Range(0, 4).Select(_ => pool.Take()).First(node => node != first);
        pool.Failed(second);
        pool.Take().ShouldBe(second);
        pool.Succeeded(second);
        pool.Take().ShouldBe(second);
    }

    [Fact]
    public async Task A_write_whose_outcome_is_unknown_is_not_sent_to_another_node_unless_it_may_be()
    {
        await using var other = new WireServer(_cluster.Answer);
        _server.Faults = other.Faults = _ => Fault.ResetAfter;
        using var client = new HttpElasticsearchTransport(Options with { Nodes = [_server.Address, other.Address] });

        await Should.ThrowAsync<ElasticsearchTransportException>(async () => (await client.SendAsync(Root with { IsRepeatable = false }, Token)).Dispose());
        int once = _server.Received.Count + other.Received.Count;
        await Should.ThrowAsync<ElasticsearchTransportException>(async () => (await client.SendAsync(Root, Token)).Dispose());

        once.ShouldBe(1);
        (_server.Received.Count + other.Received.Count).ShouldBe(3);
    }

    [Fact]
    public async Task Bodies_go_out_compressed_and_answers_come_back_so()
    {
        _server.Compress = true;
        using var client = new HttpElasticsearchTransport(Options);
        byte[] body = Encoding.UTF8.GetBytes($$"""{"query":{"match_all":{} } ,"pad":"{{new string('x', 5000)}}"}""");

        using ElasticsearchResponse answer = await client.SendAsync(new ElasticsearchRequest(HttpMethod.Post, "/audit-*/_search") { Body = body, BodyKind = ElasticsearchBodyKind.Json }, Token);

        answer.Status.ShouldBe(200);
        Encoding.UTF8.GetString(answer.Body.Span).ShouldStartWith("{\"took\"");
        WireRequest request = _server.Received.Single();
        request.Body.ShouldBe(body);
        request.BytesOnWire.ShouldBeLessThan(200);
        request.Headers["Content-Encoding"].ShouldBe("gzip");
        request.Headers["Content-Type"].ShouldBe("application/vnd.elasticsearch+json; compatible-with=8");
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so_and_a_slow_server_is_a_failure()
    {
        _server.Faults = _ => Fault.TimeoutExecutedLater;
        using var client = new HttpElasticsearchTransport(Options);
        using var giveUp = new CancellationTokenSource();
        Task<ElasticsearchResponse> pending = client.SendAsync(Root, giveUp.Token).AsTask();
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => pending);
        ElasticsearchTransportException late = await Should.ThrowAsync<ElasticsearchTransportException>(async () => (await client.SendAsync(Root with { Timeout = TimeSpan.FromMilliseconds(50) }, Token)).Dispose());
        late.Message.ShouldContain("no answer within 0.05 s");
        late.OutcomeUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_larger_than_allowed_is_not_taken_in()
    {
        await using var huge = new WireServer(_ => new WireResponse(200, new byte[200_000], "application/json"));
        using var client = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [huge.Address], MaxResponseBytes = 100_000 });

        (await Should.ThrowAsync<ElasticsearchTransportException>(async () => (await client.SendAsync(Root with { IsRepeatable = false }, Token)).Dispose())).InnerException.ShouldBeOfType<IOException>();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_server_is_trusted_by_the_fingerprint_alone(bool right, bool trusted)
    {
        // The framework's server leaves roots out of what it sends, so this one is its own authority.
        using X509Certificate2 own = SelfSigned("localhost");
        await using var tls = new WireServer(_cluster.Answer, own);
        byte[] print = SHA256.HashData(own.RawData);
        if (!right)
        {
            print[0] ^= 1;
        }

        using var client = new HttpElasticsearchTransport(Options with { Nodes = [tls.Address], CertificateFingerprint = Convert.ToHexString(print) });
        if (trusted)
        {
            using ElasticsearchResponse answer = await client.SendAsync(Root, Token);
            answer.Status.ShouldBe(200);
        }
        else
        {
            (await Should.ThrowAsync<ElasticsearchTransportException>(async () => (await client.SendAsync(Root, Token)).Dispose())).OutcomeUnknown.ShouldBeFalse();
        }
    }

    [Fact]
    public void A_pinned_authority_does_not_excuse_another_name_or_a_forged_chain()
    {
        (X509Certificate2 authority, X509Certificate2 leaf) = Certificates("localhost");
        (_, X509Certificate2 stranger) = Certificates("localhost");
        CertificatePin pin = CertificatePin.Parse(Convert.ToHexString(SHA256.HashData(authority.RawData)))!;
        using var chain = new X509Chain();
        chain.ChainPolicy.ExtraStore.Add(authority);

        pin.Accepts(leaf, chain, SslPolicyErrors.RemoteCertificateChainErrors).ShouldBeTrue();
        pin.Accepts(leaf, chain, SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch).ShouldBeFalse();
        pin.Accepts(stranger, chain, SslPolicyErrors.RemoteCertificateChainErrors).ShouldBeFalse();
        pin.Accepts(null, chain, SslPolicyErrors.RemoteCertificateNotAvailable).ShouldBeFalse();
    }

    [Fact]
    public void A_transport_needs_a_node() =>
        Should.Throw<ArgumentException>(() => new HttpElasticsearchTransport(new ElasticsearchOptions())).Message.ShouldContain("Set Nodes");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(s_now.AddDays(-1), s_now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static (X509Certificate2 Authority, X509Certificate2 Leaf) Certificates(string name)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        X509Certificate2 authority = authorityRequest.CreateSelfSigned(s_now.AddDays(-1), s_now.AddDays(1));
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leafRequest = new CertificateRequest("CN=" + name, leafKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        leafRequest.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = leafRequest.Create(authority, s_now.AddDays(-1), s_now.AddDays(1), [1, 2, 3, 4]);
        using X509Certificate2 withKey = signed.CopyWithPrivateKey(leafKey);
        var bundle = new X509Certificate2Collection { withKey, authority };
        return (authority, X509CertificateLoader.LoadPkcs12(bundle.Export(X509ContentType.Pkcs12)!, null));
    }
}
