using AuditGen.Testing;
using AuditGen.Tests.Domain;

namespace AuditGen.Tests.Scopes;

/// <summary>
/// Commands nested at random change the same resources, fail at random, and are swallowed: the changes of each resource,
/// in the order of events, still lead from its first state to its last without a gap.
/// </summary>
public sealed class FoldingTests : IAsyncDisposable
{
    private readonly TestApplication _app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Changes_of_a_resource_fold_from_its_first_state_to_its_last(int seed)
    {
        int rounds = Environment.GetEnvironmentVariable("AUDITGEN_SOAK") is null ? 60 : 5000;
        for (int round = 0; round < rounds; round++)
        {
            var random = new Random(HashCode.Combine(seed, round));
            Invoice[] invoices = [.. Enumerable.Range(0, 1 + random.Next(20)).Select(i => new Invoice($"{i}"))];
            int step = 0;
            _app.Trail.Clear();
            await _app.RunAsync(
                new PostInvoice(async audit =>
                {
                    foreach (Invoice invoice in invoices)
                    {
                        audit.Track(invoice);
                    }

                    await Work(audit, random, invoices, () => $"{++step}", depth: 0);
                }),
                Cancellation);

            foreach (Invoice invoice in invoices)
            {
                string status = "Draft";
                foreach (AuditChange change in _app.Trail.Events.Where(each => each.Resource!.Id == invoice.Id).SelectMany(each => each.Changes))
                {
                    change.Old.ToDisplayText().ShouldBe(status, $"seed {seed}, round {round}, invoice {invoice.Id}");
                    status = change.New.ToDisplayText();
                }

                status.ShouldBe(invoice.Status, $"seed {seed}, round {round}, invoice {invoice.Id}");
            }
        }
    }

    private async Task Work(IAuditScope audit, Random random, Invoice[] invoices, Func<string> next, int depth)
    {
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            if (depth < 4 && random.Next(3) == 0)
            {
                bool fails = random.Next(3) == 0;
                try
                {
                    await _app.RunAsync(
                        new MatchInvoice(async nested =>
                        {
                            await Work(nested, random, invoices, next, depth + 1);
                            if (fails)
                            {
                                throw new NotSupportedException();
                            }
                        }),
                        Cancellation);
                }
                catch (NotSupportedException)
                {
                    // Swallowed: what the failed command did to the invoices stays done, and the outer command knows them.
                }
            }
            else
            {
                Invoice invoice = invoices[random.Next(invoices.Length)];
                audit.Track(invoice);
                invoice.Status = next();
            }
        }
    }
}
