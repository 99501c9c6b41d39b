using System.Net;
using System.Text;
using System.Text.Json;
using AuditGen.AspNetCore.Tests.Hosting;
using AuditGen.Consuming;
using AuditGen.Ledger;
using AuditGen.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Tests.Endpoints;

/// <summary>What a consumer refused is seen and sent again by those who may read its context and tenant, and by nobody else.</summary>
public sealed class QuarantineEndpointTests : IAsyncLifetime
{
    private const string AcmeOperator = "sub=u-oac;role=auditor;role=operator;audit.context=*;audit.tenant=acme";
    private const string GlobexOperator = "sub=u-ogl;role=auditor;role=operator;audit.context=finance;audit.tenant=globex";
    private const string HrOperator = "sub=u-ohr;role=auditor;role=operator;audit.context=hr;audit.tenant=*";

    private AuditApp _app = null!;
    private string _consumer = "";
    private AuditRecord _globex = null!;
    private AuditRecord _acme = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await AuditApp.StartAsync(options => options.AuditSearches = false);
        await SampleTrail.WriteAsync(_app);
        _consumer = _app.Services.GetRequiredService<IAuditConsumers>().Status[0].Name;
        _globex = await RefusedAsync("globex");
        _acme = await RefusedAsync("acme");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Each_reader_is_told_of_what_lies_in_their_contexts_and_tenants()
    {
        (await IndexesAsync(AuditApp.Operator)).ShouldBe([_globex.Index, _acme.Index], ignoreOrder: true);
        (await IndexesAsync(AuditApp.Auditor)).ShouldBe([_globex.Index, _acme.Index], ignoreOrder: true);
        (await IndexesAsync(GlobexOperator)).ShouldBe([_globex.Index]);
        (await IndexesAsync(AuditApp.OtherTenantReader)).ShouldBe([_globex.Index]);
        (await IndexesAsync(AcmeOperator)).ShouldBe([_acme.Index]);
        (await IndexesAsync(AuditApp.FinanceReader)).ShouldBe([_acme.Index]);
        (await IndexesAsync(HrOperator)).ShouldBeEmpty();
        (await IndexesAsync(AuditApp.ClaimlessReader)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AcmeOperator)]
    [InlineData(HrOperator)]
    public async Task Nobody_sends_again_what_they_may_not_read(string user)
    {
        HttpResponseMessage refused = await ResendAsync(user, _globex.Index);
        HttpResponseMessage nothing = await ResendAsync(user, 99_999);

        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldBe(await nothing.Content.ReadAsStringAsync(Token));
        (await IndexesAsync(AuditApp.Operator)).ShouldContain(_globex.Index);
    }

    [Fact]
    public async Task Sent_again_and_taken_it_is_no_longer_refused()
    {
        HttpResponseMessage response = await ResendAsync(GlobexOperator, _globex.Index);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("taken").GetInt32().ShouldBe(1);
        (await IndexesAsync(AuditApp.Operator)).ShouldBe([_acme.Index]);
    }

    [Fact]
    public async Task A_text_that_cannot_be_read_belongs_to_those_who_may_read_everything()
    {
        byte[] damaged = Encoding.UTF8.GetBytes("""{"v":1,"tenant":"acme","context":"finance" """);
        _app.Services.GetRequiredService<IAuditQuarantine>().Add(_consumer, new(50_000, Guid.CreateVersion7(), "finance", damaged, Sha256Hash.OfLeaf(damaged)), "no event");

        (await IndexesAsync(AuditApp.Operator)).ShouldContain(50_000);
        (await IndexesAsync(AuditApp.FinanceReader)).ShouldNotContain(50_000);
        (await ResendAsync(AcmeOperator, 50_000)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<AuditRecord> RefusedAsync(string tenant)
    {
        var query = new AuditQuery { Access = AuditAccess.Everything, Tenants = [tenant], Contexts = ["finance"] };
        AuditRecord record = (await _app.Reader.SearchAsync(query, AuditPaging.First, Token)).Records[0];
        _app.Services.GetRequiredService<IAuditQuarantine>().Add(_consumer, new(record.Index, record.Event.Id, record.Event.Context, record.Event.Text, record.Leaf), "refused by a test");
        return record;
    }

    private async Task<long[]> IndexesAsync(string user)
    {
        using JsonDocument answer = JsonDocument.Parse(await _app.Client(user).GetStringAsync("/audit/api/quarantine", Token));
        return [.. answer.RootElement.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("index").GetInt64())];
    }

    private Task<HttpResponseMessage> ResendAsync(string user, long index) =>
        _app.Client(user).PostAsync($"/audit/api/quarantine/{_consumer}/{index}/resend", content: null, Token);
}
