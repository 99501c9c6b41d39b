using AuditGen.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Domain;

/// <summary>The application under test: every handler registered, decorated, on an in-memory trail.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public TestApplication(Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddTransient<ICommandHandler<PostInvoice>, PostInvoiceHandler>();
        services.AddTransient<ICommandHandler<MatchInvoice>, MatchInvoiceHandler>();
        services.AddTransient<ICommandHandler<ReviewInvoice>, ReviewInvoiceHandler>();
        services.AddTransient<ICommandHandler<LogIn>, LogInHandler>();
        services.AddTransient<ICommandHandler<WriteLog>, WriteLogHandler>();
        services.AddAuditGen(audit => audit.Service("tests", "1.0", "host").UseInMemoryTrail().RunsThroughAdapter<CloseInvoiceHandler>().RunsThroughAdapter(typeof(Wild.RemindHandler)));
        configure?.Invoke(services);
        services.AddAuditedHandlers();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        _services.VerifyAudit();
    }

    public AuditTestTrail Trail => _services.GetRequiredService<AuditTestTrail>();

    public IServiceProvider Services => _services;

    public IAuditScope Audit => _services.GetRequiredService<IAuditScope>();

    public Task RunAsync<TCommand>(TCommand command, CancellationToken cancellationToken = default) =>
        _services.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
