using AuditGen.Testing;
using AuditGen.Tests.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Scopes;

/// <summary>The operation follows the asynchronous flow, and no other.</summary>
public sealed class FlowTests : IAsyncDisposable
{
    private readonly TestApplication _app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task It_follows_await_and_task_run()
    {
        var invoice = new Invoice("1");
        var account = new Account("A");
        await _app.RunAsync(
            new PostInvoice(async audit =>
            {
                await Task.Yield();
                audit.Track(invoice);
                await Task.Run(() => audit.Track(account), Cancellation);
                invoice.Status = "Posted";
                account.Balance = 1;
            }),
            Cancellation);

        _app.Trail.Events.Select(each => each.Resource!.Type).ShouldBe(["invoice", "account"]);
    }

    [Fact]
    public async Task It_takes_records_from_several_threads_at_once()
    {
        Invoice[] invoices = [.. Enumerable.Range(0, 200).Select(i => new Invoice($"{i}"))];
        await _app.RunAsync(
            new PostInvoice(audit => Parallel.ForEachAsync(invoices, Cancellation, (invoice, _) =>
            {
                audit.Track(invoice);
                invoice.Status = "Posted";
                return ValueTask.CompletedTask;
            })),
            Cancellation);

        _app.Trail.Events.Select(each => each.Resource!.Id).Order().ShouldBe(invoices.Select(each => each.Id).Order());
    }

    [Fact]
    public async Task It_does_not_leak_to_the_caller()
    {
        await _app.RunAsync(new PostInvoice(_ => Task.CompletedTask), Cancellation);

        Should.Throw<InvalidOperationException>(() => _app.Audit.Track(new Invoice("1")));
    }

    [Fact]
    public async Task Work_that_outlives_its_command_is_told_so()
    {
        var release = new TaskCompletionSource();
        Task work = Task.CompletedTask;
        await _app.RunAsync(
            new PostInvoice(audit =>
            {
                work = Task.Run(
                    async () =>
                    {
                        await release.Task;
                        audit.Track(new Invoice("late"));
                    },
                    Cancellation);
                audit.Track(new Invoice("1"));
                return Task.CompletedTask;
            }),
            Cancellation);
        release.SetResult();

        await Should.ThrowAsync<InvalidOperationException>(() => work);
    }

    [Fact]
    public async Task Two_commands_in_one_service_scope_never_mix()
    {
        await using AsyncServiceScope scope = _app.Services.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<ICommandHandler<PostInvoice>>();
        var bothRun = new Barrier(2);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(
            () => handler.HandleAsync(
                new PostInvoice(audit =>
                {
                    var invoice = new Invoice($"{i}");
                    audit.Track(invoice);
                    bothRun.SignalAndWait(Cancellation);
                    invoice.Status = $"by {i}";
                    return Task.CompletedTask;
                }) { Why = $"{i}" },
                Cancellation),
            Cancellation)));

        _app.Trail.Events.Length.ShouldBe(2);
        _app.Trail.Events.ShouldAllBe(each => each.Reason == each.Resource!.Id);
        _app.Trail.Events.Select(each => each.Operation).Distinct().Count().ShouldBe(2);
    }

    /// <summary>
    /// Commands by the hundred, nested at random, hopping between threads at random: every event carries the session, the
    /// operation and the resources of the command that made it, and of no other.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Commands_that_run_at_the_same_time_never_mix(int seed)
    {
        int commands = Environment.GetEnvironmentVariable("AUDITGEN_SOAK") is null ? 300 : 20_000;
        int[] seeds = [.. Enumerable.Range(0, commands).Select(i => HashCode.Combine(seed, i))];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, commands),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation },
            async (i, cancellationToken) =>
            {
                using (AuditContext.Begin(new AuditContext { Session = $"s{i}", Actor = new AuditActor($"u{i}") }))
                {
                    await _app.RunAsync(new PostInvoice(audit => Work(audit, new Random(seeds[i]), $"{i}", depth: 0)), cancellationToken);
                }
            });

        foreach (IGrouping<Guid, AuditEvent> operation in _app.Trail.Events.GroupBy(each => each.Operation))
        {
            string number = operation.First().Session![1..];
            operation.ShouldAllBe(each => each.Session == "s" + number && each.Actor.Id == "u" + number);
            operation.ShouldAllBe(each => each.Resource!.Id.StartsWith(number + ".", StringComparison.Ordinal));
            operation.ShouldAllBe(each => each.Changes.Single().New.ToDisplayText() == each.Resource!.Id);
        }

        _app.Trail.Events.Select(each => each.Session).Distinct().Count().ShouldBe(commands);
        _app.Trail.Events.Select(each => each.Id).Distinct().Count().ShouldBe(_app.Trail.Events.Length);
        _app.Trail.RunningOperations.ShouldBe(0);
    }

    private async Task Work(IAuditScope audit, Random random, string path, int depth)
    {
        var invoice = new Invoice($"{path}.{depth}");
        audit.Track(invoice);
        await Hop(random);
        if (depth < 3 && random.Next(2) == 0)
        {
            await _app.RunAsync(new MatchInvoice(nested => Work(nested, random, path, depth + 1)), Cancellation);
            await Hop(random);
        }

        invoice.Status = invoice.Id;
    }

    private static async Task Hop(Random random)
    {
        switch (random.Next(3))
        {
            case 0:
                await Task.Yield();
                break;
            case 1:
                await Task.Run(() => { }, Cancellation);
                break;
            default:
                break;
        }
    }
}
