using AuditGen.Consuming;
using AuditGen.Erasure;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuditGen.AspNetCore.Tests.Hosting;

/// <summary>An application with a trail in a folder of its own, the audit's endpoints at <c>/audit</c>, and sign-in by header.</summary>
public sealed class AuditApp : IAsyncDisposable
{
    public const string Auditor = "sub=u-aud;name=Ann Auditor;role=auditor;audit.context=*;audit.tenant=*";
    public const string FinanceReader = "sub=u-fin;role=auditor;audit.context=finance;audit.tenant=acme";
    public const string IdentityReader = "sub=u-idn;role=auditor;audit.context=identity;audit.tenant=acme";
    public const string OtherTenantReader = "sub=u-oth;role=auditor;audit.context=*;audit.tenant=globex";
    public const string ClaimlessReader = "sub=u-non;role=auditor";
    public const string Clerk = "sub=u-clk;role=clerk;audit.context=*;audit.tenant=*";
    public const string Operator = "sub=u-ops;role=auditor;role=operator;audit.context=*;audit.tenant=*";

    public const string Officer = "sub=u-dpo;name=Dora Pohl;role=data-protection;audit.context=*;audit.tenant=*";
    public const string AcmeOfficer = "sub=u-dpa;role=data-protection;audit.context=*;audit.tenant=acme";
    public const string ContextlessOfficer = "sub=u-dpf;role=data-protection;audit.context=finance;audit.tenant=*";
    public const string SuspendedOfficer = "sub=u-dps;role=data-protection;role=suspended;audit.context=*;audit.tenant=*";

    private readonly WebApplication _app;

    private AuditApp(WebApplication app, string folder)
    {
        _app = app;
        Folder = folder;
    }

    public string Folder { get; }

    public IServiceProvider Services => _app.Services;

    public ISubjectKeyStore Keys => Services.GetRequiredService<ISubjectKeyStore>();

    public IAuditReader Reader => Services.GetRequiredService<IAuditReader>();

    public static async Task<AuditApp> StartAsync(
        Action<AuditEndpointOptions>? configure = null, bool overNetwork = false, string? signedIn = null, Action<AuditGenBuilder>? keys = null,
        Action<IServiceCollection>? services = null, Action<WebApplication>? before = null, Action<WebApplication>? map = null)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"auditgen-app-{Guid.NewGuid():n}");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (overNetwork)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Services.AddAuthentication(TestSignIn.Scheme_).AddScheme<AuthenticationSchemeOptions, TestSignIn>(TestSignIn.Scheme_, null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("audit.read", policy => policy.RequireRole("auditor"))
            .AddPolicy("audit.operate", policy => policy.RequireRole("operator"))
            .AddPolicy("audit.erase", policy => policy.RequireRole("data-protection"));
        builder.Services.AddAuditGen(audit =>
        {
            audit.UseSqlite(folder).AllRunThroughAdapter();
            (keys ?? (builder => builder.UseSqliteSubjectKeys(KeysOf(folder), Erasing)))(audit);
        });
        builder.Services.AddAuditedHandlers();
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        before?.Invoke(app);
        if (signedIn is not null)
        {
            // A browser cannot be made to send the header with its first request.
            app.Use((http, next) =>
            {
                http.Request.Headers[TestSignIn.Header] = signedIn;
                return next(http);
            });
        }

        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAuditGen();
        app.MapAuditGen("/audit", configure);
        map?.Invoke(app);
        await app.StartAsync();
        return new AuditApp(app, folder);
    }

    public HttpClient Client(string? user)
    {
        HttpClient client = _app.GetTestClient();
        if (user is not null)
        {
            client.DefaultRequestHeaders.Add(TestSignIn.Header, user);
        }

        return client;
    }

    public string Address => _app.Urls.First();

    internal async Task<Guid> AppendAsync(RecordedEvent recorded, string? tenant = "acme", string actor = "u-1", string? actorName = "Ada Brandt", string? session = "s-1")
    {
        using (AuditContext.Begin(new AuditContext { Actor = new AuditActor(actor) { Name = actorName }, Tenant = tenant, Session = session }))
        {
            return await Services.GetRequiredService<IAuditTrail>().AppendAsync(recorded, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until everything appended so far can be found.</summary>
    public async Task SettleAsync()
    {
        long next = Services.GetRequiredService<IJournal>().NextIndex;
        (await Reader.WaitUntilVisibleAsync(next, TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldBeTrue();
        IAuditConsumers consumers = Services.GetRequiredService<IAuditConsumers>();
        while (consumers.Status.Any(one => one.Position < next))
        {
            // The directory of actors follows on its own.
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        if (Path.GetDirectoryName(KeysOf(Folder)) is { } keys && Directory.Exists(keys))
        {
            Directory.Delete(keys, recursive: true);
        }
    }

    private static string KeysOf(string folder) => Path.Combine($"{folder}-keys", "subjects.db");

    /// <summary>A person's id begins with the tenant: <c>acme:p-1</c>; one without a colon is of no tenant.</summary>
    private static void Erasing(ErasureOptions options)
    {
        options.Authorize = static (request, _) => ValueTask.FromResult(!request.Context.Actor!.Roles.Contains("suspended"));
        options.TenantOfSubject = static (subject, _) => ValueTask.FromResult(subject.Split(':') is [var tenant, _] ? tenant : null);
    }
}
