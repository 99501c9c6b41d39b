using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Erp.Composition;
using Erp.Serving;
using Erp.Simulation;
using Microsoft.AspNetCore.Builder;

namespace AuditGen.Erp.Tests.Secrets;

/// <summary>Everything that the sample's HTTP interface says about a day, to somebody who may see all of it, refusals included.</summary>
internal static class ServedAnswers
{
    private static readonly (string Address, HttpStatusCode Status)[] s_refusals =
    [
        ("events?limit=0", HttpStatusCode.BadRequest), ("events?category=walk", HttpStatusCode.BadRequest), ("events?cursor=x", HttpStatusCode.BadRequest),
        ("events/none", HttpStatusCode.NotFound), ("events/019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e", HttpStatusCode.NotFound),
        ("events?wait_for=999999999", HttpStatusCode.ServiceUnavailable), ("export?format=xml", HttpStatusCode.BadRequest), ("facets?top=0", HttpStatusCode.BadRequest),
    ];

    /// <summary>Serves the trail of a day that is over, asks every route, and gives each answer to be looked at.</summary>
    /// <returns>How many answers there were.</returns>
    public static async Task<int> EachAsync(string trail, IReadOnlyCollection<AuditResource> resources, Action<string, byte[]> look)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var command = new ErpCommand { Day = new SimulationOptions { Store = trail }, Port = 0 };
        await using WebApplication app = AuditServer.Build(command, new Idleness(TimeProvider.System, TimeSpan.FromDays(1)));
        await app.StartAsync(token);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        (await client.GetAsync("/sign-in/investigator", token)).EnsureSuccessStatusCode();
        int answers = 0;

        string? next = "";
        while (next is not null)
        {
            byte[] page = await GetAsync($"events?limit=1000{(next.Length > 0 ? $"&cursor={Uri.EscapeDataString(next)}" : "")}", HttpStatusCode.OK);
            next = JsonDocument.Parse(page).RootElement.GetProperty("next").GetString();
        }

        string dimensions = string.Join('&', Enum.GetNames<Reading.AuditDimension>().Select(static name => $"dimension={name}"));
        foreach (string route in new[] { "export?format=csv", "export?format=ndjson", $"facets?top=1000&{dimensions}", "actors?limit=1000", "catalogue", "verification", "quarantine" })
        {
            await GetAsync(route, HttpStatusCode.OK);
        }

        foreach (AuditResource resource in resources)
        {
            string address = $"resources/{resource.Type}/{Uri.EscapeDataString(resource.Id!)}";
            await GetAsync($"{address}/history", HttpStatusCode.OK);
            await GetAsync($"{address}/as-of", HttpStatusCode.OK);
        }

        foreach ((string address, HttpStatusCode status) in s_refusals)
        {
            await GetAsync(address, status);
        }

        using HttpResponseMessage refused = await client.PostAsync("/audit/api/erasures", JsonContent.Create(new { subject = "", reason = 1 }), token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await app.StopAsync(token);
        return answers;

        async Task<byte[]> GetAsync(string address, HttpStatusCode status)
        {
            using HttpResponseMessage response = await client.GetAsync($"/audit/api/{address}", token);
            response.StatusCode.ShouldBe(status, address);
            byte[] body = await response.Content.ReadAsByteArrayAsync(token);
            look(address, [.. Encoding.UTF8.GetBytes(response.Headers.ToString()), .. body]);
            answers++;
            return body;
        }
    }
}
