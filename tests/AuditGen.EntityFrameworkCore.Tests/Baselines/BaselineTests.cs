using AuditGen.Baselines;
using AuditGen.EntityFrameworkCore.Tests.Domain;
using AuditGen.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.EntityFrameworkCore.Tests.Baselines;

/// <summary>Records that existed before adoption get one event each, and their state is known from then on, not before.</summary>
public sealed class BaselineTests : ShopTests, IDisposable
{
    private const int Count = 1_050;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_record_is_written_once_and_the_trail_knows_it_from_then_on()
    {
        await using Shop shop = await OpenAsync();
        var reader = shop.Services.GetRequiredService<IAuditReader>();
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        await Task.Delay(2, Cancellation);
        var progress = new List<BaselineProgress>();

        BaselineProgress done = await RunAsync(shop, new Told(progress.Add));
        done.Written.ShouldBe(Count);
        progress[0].ShouldBe(new BaselineProgress("segment", 0, 0, Count, null));
        progress[^1].Fraction.ShouldBe(1);
        progress.Select(each => each.Written).ShouldBeInOrder();

        AuditEvent[] events = [.. shop.Journaled()];
        events.Select(each => each.Resource!.Id).Order().ShouldBe(Names().Order());
        events.ShouldAllBe(each => each.Action == IAuditBaseline.ActionCode && each.Context == "sales" && each.Category == AuditCategory.Import);
        events[0].Changes().ShouldBe(["/id + \"n0000\"", "/title + \"old\""]);

        await ChangeAsync(shop, "n0007");
        (await reader.AsOfAsync("segment", "n0007", before, AuditAccess.Everything, Cancellation)).Knowledge.ShouldBe(AuditStateKnowledge.Unknown);
        AuditState now = await reader.AsOfAsync("segment", "n0007", TimeProvider.System.GetUtcNow(), AuditAccess.Everything, Cancellation);
        now.Knowledge.ShouldBe(AuditStateKnowledge.Whole);
        now["/title"].GetString().ShouldBe("new");
        now.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Stopped_anywhere_it_goes_on_where_it_was(int pages)
    {
        await using Shop shop = await OpenAsync();
        int left = pages;
        await Should.ThrowAsync<IOException>(() => RunAsync(shop, new Told(told => _ = told.Written > 0 && left-- == 0 ? throw new IOException("stopped") : 0)));
        shop.Journaled().Length.ShouldBe(100 * (pages + 1));

        BaselineProgress done = await RunAsync(shop, progress: null);
        done.Written.ShouldBe(Count - (100 * (pages + 1)));
        shop.Journaled().Select(each => each.Resource!.Id).Order().ShouldBe(Names().Order());
        (await RunAsync(shop, progress: null)).Written.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_created_under_audit_can_be_left_out()
    {
        await using Shop shop = await OpenAsync();
        await shop.ChangeAsync(async context =>
        {
            context.Add(new Segment { Id = "n0003x" });
            await context.SaveChangesAsync(Cancellation);
        });
        await shop.RelayAsync();
        await shop.VisibleAsync();

        BaselineProgress done = await RunAsync(shop, progress: null, new BaselineOptions { PageSize = 500, SkipKnown = true });
        done.Written.ShouldBe(Count);
        done.Skipped.ShouldBe(1);
    }

    [Fact]
    public async Task A_whole_aggregate_is_written_with_its_parts_and_later_changes_continue_it()
    {
        await using Shop shop = await OpenAsync();
        await shop.UseAsync(async context =>
        {
            Order order = Full();
            context.Add(order).Property("LastEditor").CurrentValue = "ada";
            context.Entry(order).Property("ApiToken").CurrentValue = "t0p-s3cret";
            context.Entry(order.Lines[1]).Property("Shelf").CurrentValue = "A1";
            await context.SaveChangesAsync(Cancellation);
        });
        await shop.UseAsync(context => shop.Services.GetRequiredService<IAuditBaseline>().BaselineAsync<Order, Guid>(
            context, order => order.Id, cancellationToken: Cancellation));
        await shop.ChangeAsync(async context =>
        {
            Order order = await LoadAsync(context);
            order.Lines[0].Quantity = 4;
            order.Customer = null;
            context.Entry(order).Property("LastEditor").CurrentValue = "bob";
            await context.SaveChangesAsync(Cancellation);
        });
        await shop.RelayAsync();

        var fold = new AuditStateFold();
        foreach (AuditEvent each in shop.Journaled())
        {
            fold.Apply(each);
        }

        AuditState state = fold.ToState("order", "", DateTimeOffset.MaxValue);
        state.Faults.ShouldBeEmpty();
        state["/lines/1/quantity"].ToString().ShouldBe("4");
        state["/lines/1/deliveries/1/on"].GetString().ShouldBe("2026-11-22");
        state["/lastEditor"].GetString().ShouldBe("bob");
        state["/apiToken"].ToString().ShouldBe("{\"$masked\":true}");
        state["/lines/2/shelf"].GetString().ShouldBe("A1");
    }

    [Fact]
    public void The_bar_shows_how_far_it_is()
    {
        var output = new StringWriter();
        var bar = new BaselineProgressBar(output, isTerminal: false);
        bar.Report(new BaselineProgress("segment", 0, 0, 1000, null));
        bar.Report(new BaselineProgress("segment", 40, 10, 1000, "a"));
        bar.Report(new BaselineProgress("segment", 500, 0, 1000, "b"));
        bar.Report(new BaselineProgress("segment", 1000, 0, 1000, "c"));

        output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "segment [..............................]   0 % 0 of 1,000",
            "segment [###############...............]  50 % 500 of 1,000",
            "segment [##############################] 100 % 1,000 of 1,000",
        ]);
    }

    private static async Task<BaselineProgress> RunAsync(Shop shop, IProgress<BaselineProgress>? progress, BaselineOptions? options = null)
    {
        BaselineProgress? done = null;
        await shop.UseAsync(async context => done = await shop.Services.GetRequiredService<IAuditBaseline>().BaselineAsync<Segment, string>(
            context, segment => segment.Id, options ?? new BaselineOptions { PageSize = 100 }, progress, Cancellation));
        return done!;
    }

    private static IEnumerable<string> Names() => Enumerable.Range(0, Count).Select(i => $"n{i:D4}");

    private async Task<Shop> OpenAsync()
    {
        Shop shop = await Shop.OpenAsync(
            outbox: true,
            options => options.UseSqlite($"Data Source={_folder["shop.db"]};Pooling=False"),
            services => services.Configure<EntityFrameworkOptions>(options => options.OutsideOperations = UnauditedSave.Allow),
            _folder["trail"]);
        await shop.StartTrailAsync();

        await shop.UseAsync(async context =>
        {
            context.AddRange(Names().Select(name => new Segment { Id = name, Title = "old" }));
            await context.SaveChangesAsync(Cancellation);
        });
        return shop;
    }

    private static async Task ChangeAsync(Shop shop, string id)
    {
        await shop.ChangeAsync(async context =>
        {
            (await context.Segments.SingleAsync(each => each.Id == id, Cancellation)).Title = "new";
            await context.SaveChangesAsync(Cancellation);
        });
        await shop.RelayAsync();
        await shop.VisibleAsync();
    }

    private sealed class Told(Action<BaselineProgress> tell) : IProgress<BaselineProgress>
    {
        public void Report(BaselineProgress value) => tell(value);
    }
}
