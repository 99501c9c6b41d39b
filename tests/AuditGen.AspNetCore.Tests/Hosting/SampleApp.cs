namespace AuditGen.AspNetCore.Tests.Hosting;

/// <summary>One application with the sample trail for all tests of a class that only read.</summary>
public class SampleApp : IAsyncLifetime
{
    public AuditApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await StartAsync();
        await SampleTrail.WriteAsync(App);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual Task<AuditApp> StartAsync() => AuditApp.StartAsync(options =>
    {
        options.AuditSearches = false;
        options.MaxWait = TimeSpan.FromMilliseconds(1);
    });
}
