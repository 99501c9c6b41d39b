namespace AuditGen.AspNetCore.Tests.Hosting;

/// <summary>The same, on a port that a browser can reach, with an auditor signed in.</summary>
public sealed class ServedSampleApp : SampleApp
{
    protected override Task<AuditApp> StartAsync() =>
        AuditApp.StartAsync(options => options.AuditSearches = false, overNetwork: true, signedIn: AuditApp.Auditor);
}
