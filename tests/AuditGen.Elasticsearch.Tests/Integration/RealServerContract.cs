using AuditGen.Elasticsearch.Tests.Reading.Contract;
using AuditGen.Sqlite.Tests.Contract;

namespace AuditGen.Elasticsearch.Tests.Integration;

/// <summary>The contract, kept by the Elasticsearch store over a real server. Skipped, with the reason, where there is none.</summary>
public sealed class RealServerContract : StoreContract
{
    protected override async Task<IContractStore> OpenAsync()
    {
        RealServer server = await RealServer.RequireAsync();
        return await ClusterUnderContract.OpenAsync(server.Admin, server.Namespace, server, async () =>
            (await server.SendAsync("POST", $"/audit-*-{server.Namespace}/_refresh")).Status.ShouldBe(200));
    }
}
