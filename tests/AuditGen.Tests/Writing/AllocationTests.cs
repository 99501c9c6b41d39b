using AuditGen.Testing;
using AuditGen.Tests.Domain;
using AuditGen.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AuditGen.Tests.Writing;

/// <summary>What auditing allocates on the caller's side, once pools are warm.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 1000;

    [Fact]
    public void The_append_path_allocates_nothing()
    {
        var pool = new AppendUnitPool(AuditTextOptions.Default);
        var options = new AuditContextOptions();
        Guid id = Guid.CreateVersion7();
        byte[] text = new byte[1024];

        long allocated = Measure(() =>
        {
            using AppendUnit unit = pool.Rent(id, "finance", options);
            unit.BeginIntent().WriteRaw(text);
            unit.EndIntent();
            unit.BeginEvent().WriteRaw(text);
            unit.EndEvent(id, "finance");
            unit.Seal();
        });

        allocated.ShouldBe(0);
    }

    [Fact]
    public async Task A_decorated_command_with_one_changed_resource_allocates_a_few_small_objects()
    {
        var appender = new DiscardingAppender();
        await using var app = new TestApplication(services =>
        {
            services.RemoveAll<IAuditAppender>();
            services.AddSingleton<IAuditAppender>(appender);
        });
        var invoice = new Invoice("1");
        var command = new PostInvoice(audit =>
        {
            audit.Track(invoice);
            invoice.Total += 1;
            return Task.CompletedTask;
        }) { Why = "month end", Channel = "web" };
        var handler = app.Services.GetRequiredService<ICommandHandler<PostInvoice>>();

        long perCommand = Measure(() =>
        {
            Task run = handler.HandleAsync(command, CancellationToken.None);
            if (!run.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("Everything completes at once here, so that one thread does it all.");
            }
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{perCommand} bytes a command: operation, context, state before and after, identity.");
        appender.Events.ShouldBe(2 * Rounds);
        perCommand.ShouldBeLessThan(1280);
    }

    /// <summary>Bytes a round, after as many rounds to warm up.</summary>
    private static long Measure(Action round)
    {
        for (int i = 0; i < Rounds; i++)
        {
            round();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            round();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}
