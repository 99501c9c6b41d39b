using System.Collections.Immutable;
using AuditGen.EntityFrameworkCore.Tests.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.EntityFrameworkCore.Tests.Capturing;

/// <summary>An event exists if and only if its change committed.</summary>
public sealed class TransactionTests : ShopTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_committed_transaction_leaves_the_events_of_all_its_saves(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Cancellation);
            await AddAsync(context, "a");
            await AddAsync(context, "b");
            await transaction.CommitAsync(Cancellation);
        });

        (await IdsAsync(shop)).ShouldBe(["a", "b"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_rolled_back_transaction_leaves_none(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            await using (IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Cancellation))
            {
                await AddAsync(context, "a");
                await transaction.RollbackAsync(Cancellation);
            }

            context.ChangeTracker.Clear();
            await using (await context.Database.BeginTransactionAsync(Cancellation))
            {
                await AddAsync(context, "b");
            }
        });

        (await IdsAsync(shop)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_rolled_back_to_a_savepoint_leaves_none(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Cancellation);
            await AddAsync(context, "a");
            await transaction.CreateSavepointAsync("here", Cancellation);
            await AddAsync(context, "b");
            await transaction.RollbackToSavepointAsync("here", Cancellation);
            context.ChangeTracker.Clear();
            await AddAsync(context, "c");
            await transaction.CommitAsync(Cancellation);
        });

        (await IdsAsync(shop)).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task The_outbox_is_exact_with_savepoints_in_savepoints()
    {
        await using Shop shop = await Shop.OpenAsync(outbox: true);
        await RollBackToTheOuterOfTwoSavepointsAsync(shop);
        (await IdsAsync(shop)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Without_outbox_savepoints_in_savepoints_leave_unknown_changes()
    {
        await using Shop shop = await Shop.OpenAsync(outbox: false);
        await RollBackToTheOuterOfTwoSavepointsAsync(shop);
        AuditEvent[] events = [.. await shop.EventsAsync()];
        events.Length.ShouldBe(2);
        events[0].Resource!.Id.ShouldBe("a");
        events[1].ChangesUnknown.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_failed_save_leaves_none_and_the_next_one_its_own(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.ChangeAsync(context => AddAsync(context, "a"));
        await shop.ClearAsync();
        await shop.ChangeAsync(async context =>
        {
            context.Add(new Segment { Id = "a", Title = "there is one" });
            await Should.ThrowAsync<DbUpdateException>(() => context.SaveChangesAsync(Cancellation));
            context.ChangeTracker.Clear();
            await AddAsync(context, "b");
        });

        (await IdsAsync(shop)).ShouldBe(["b"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_lost_race_leaves_none_and_the_repetition_its_own(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.ChangeAsync(async context =>
        {
            Order order = await LoadAsync(context);
            await context.Database.ExecuteSqlRawAsync("UPDATE Orders SET Version = 7 -- by somebody else", Cancellation);
            order.Status = OrderStatus.Placed;
            order.Version++;
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync(Cancellation));
            await context.Entry(order).ReloadAsync(Cancellation);
            order.Status = OrderStatus.Shipped;
            order.Version++;
            await context.SaveChangesAsync(Cancellation);
        });

        AuditEvent saved = (await shop.EventsAsync()).Single(each => !each.ChangesUnknown);
        saved.Changes().ShouldBe(
        [
            "/status: {\"$enum\":\"Draft\",\"number\":0} -> {\"$enum\":\"Shipped\",\"number\":2}",
            "/version: 7 -> 8",
        ]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_retried_save_is_told_once(bool outbox)
    {
        var faults = new Faults();
        await using Shop shop = await OpenRetryingAsync(outbox, faults);
        faults.FailingCommits = 2;
        await shop.ChangeAsync(async context =>
        {
            context.Add(new Segment { Id = "a" });
            context.Add(new Customer { Name = "Al" });
            await context.SaveChangesAsync(Cancellation);
        });

        faults.FailingCommits.ShouldBeLessThan(0);
        (await IdsAsync(shop)).ShouldBe(["1", "a"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_retried_transaction_is_told_once(bool outbox)
    {
        var faults = new Faults();
        await using Shop shop = await OpenRetryingAsync(outbox, faults);
        await shop.ChangeAsync(async context =>
        {
            faults.FailingCommits = 2;
            await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                context.ChangeTracker.Clear();
                await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Cancellation);
                await AddAsync(context, "a");
                await AddAsync(context, "b");
                await transaction.CommitAsync(Cancellation);
            });
        });

        (await IdsAsync(shop)).ShouldBe(["a", "b"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Several_contexts_in_one_scope_share_an_operation(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.RunAsync(async services =>
        {
            await AddAsync(services.GetRequiredService<ShopContext>(), "a");
            await using AsyncServiceScope second = services.CreateAsyncScope();
            await AddAsync(second.ServiceProvider.GetRequiredService<ShopContext>(), "b");
        });

        ImmutableArray<AuditEvent> events = await shop.EventsAsync();
        events.Select(each => each.Resource!.Id).ShouldBe(["a", "b"]);
        events.Select(each => each.Operation).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task Several_contexts_in_one_transaction_commit_or_leave_nothing_together(bool outbox, bool commit)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.RunAsync(async services =>
        {
            ShopContext first = services.GetRequiredService<ShopContext>();
            await using AsyncServiceScope scope = services.CreateAsyncScope();
            ShopContext second = scope.ServiceProvider.GetRequiredService<ShopContext>();
            await using IDbContextTransaction transaction = await first.Database.BeginTransactionAsync(Cancellation);
            second.Database.SetDbConnection(first.Database.GetDbConnection());
            await second.Database.UseTransactionAsync(transaction.GetDbTransaction(), Cancellation);
            await AddAsync(first, "a");
            await AddAsync(second, "b");
            if (commit)
            {
                await transaction.CommitAsync(Cancellation);
            }
        });

        (await IdsAsync(shop)).ShouldBe(commit ? ["a", "b"] : []);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_outbox_is_exact_with_a_transaction_that_entity_framework_did_not_begin(bool commit)
    {
        await using Shop shop = await Shop.OpenAsync(outbox: true);
        await shop.ChangeAsync(async context =>
        {
            await context.Database.OpenConnectionAsync(Cancellation);
            await using var transaction = await ((SqliteConnection)context.Database.GetDbConnection()).BeginTransactionAsync(Cancellation);
            await context.Database.UseTransactionAsync(transaction, Cancellation);
            await AddAsync(context, "a");
            if (commit)
            {
                await transaction.CommitAsync(Cancellation);
            }
        });

        (await IdsAsync(shop)).ShouldBe(commit ? ["a"] : []);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_command_that_fails_after_its_commit_has_changed_what_it_committed(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await Should.ThrowAsync<InvalidOperationException>(() => shop.ChangeAsync(async context =>
        {
            await AddAsync(context, "a");
            throw new InvalidOperationException();
        }));

        AuditEvent[] events = [.. await shop.EventsAsync()];
        events.Select(each => each.Outcome).ShouldBe([AuditOutcome.Success, AuditOutcome.Failure]);
        events[0].Resource!.Id.ShouldBe("a");
        events[1].Action.ShouldBe("order.change_failed");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_transaction_around_the_command_that_commits_after_it_is_told_under_its_operation(bool outbox)
    {
        await using Shop shop = await Shop.OpenAsync(outbox);
        await shop.UseAsync(async context =>
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Cancellation);
            await shop.RunAsync(_ => AddAsync(context, "a"), channel: "web");
            await transaction.CommitAsync(Cancellation);
        });

        AuditEvent only = await shop.EventAsync();
        only.Resource!.Id.ShouldBe("a");
        only.Data.ShouldHaveSingleItem().Value.GetString().ShouldBe("web");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Nested_commands_tell_their_own_changes_in_the_order_of_time(bool outbox)
    {
        await using Shop shop = await FilledAsync(outbox);
        await shop.RunAsync(async services =>
        {
            ShopContext context = services.GetRequiredService<ShopContext>();
            Order order = await LoadAsync(context);
            order.Status = OrderStatus.Placed;
            await context.SaveChangesAsync(Cancellation);
            await services.GetRequiredService<ICommandHandler<ChangeCustomer>>().HandleAsync(
                new ChangeCustomer(async (_, _) =>
                {
                    order.Customer!.Name = "Bo";
                    order.Status = OrderStatus.Draft;
                    await context.SaveChangesAsync(Cancellation);
                }),
                Cancellation);
            order.Status = OrderStatus.Shipped;
            await context.SaveChangesAsync(Cancellation);
        });

        ImmutableArray<AuditEvent> events = await shop.EventsAsync();
        AuditEvent[] orders = [.. events.Where(each => each.Resource!.Type == "order").OrderBy(each => each.Id)];
        orders.Select(each => each.Action).ShouldBe(["order.change", "customer.change", "order.change"]);
        orders.SelectMany(each => each.Changes()).ShouldBe(
        [
            "/status: {\"$enum\":\"Draft\",\"number\":0} -> {\"$enum\":\"Placed\",\"number\":1}",
            "/status: {\"$enum\":\"Placed\",\"number\":1} -> {\"$enum\":\"Draft\",\"number\":0}",
            "/status: {\"$enum\":\"Draft\",\"number\":0} -> {\"$enum\":\"Shipped\",\"number\":2}",
        ]);
        events.Single(each => each.Resource!.Type == "customer").Action.ShouldBe("customer.change");
    }

    [Fact]
    public async Task Where_no_transaction_may_begin_the_outbox_refuses_before_anything_is_written()
    {
        await using Shop shop = await Shop.OpenAsync(outbox: true);
        await Should.ThrowAsync<Exception>(() => shop.ChangeAsync(async context =>
        {
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
            await AddAsync(context, "a");
        }));

        await shop.UseAsync(async context => (await context.Segments.CountAsync(Cancellation)).ShouldBe(0));
    }

    private static async Task RollBackToTheOuterOfTwoSavepointsAsync(Shop shop) => await shop.ChangeAsync(async context =>
    {
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Cancellation);
        await AddAsync(context, "a");
        await transaction.CreateSavepointAsync("outer", Cancellation);
        await AddAsync(context, "b");
        await transaction.CreateSavepointAsync("inner", Cancellation);
        await AddAsync(context, "c");
        await transaction.RollbackToSavepointAsync("outer", Cancellation);
        await transaction.CommitAsync(Cancellation);
    });

    private Task<Shop> OpenRetryingAsync(bool outbox, Faults faults) => Shop.OpenAsync(outbox, options => options
        .UseSqlite($"Data Source={_folder["shop.db"]};Pooling=False", sqlite => sqlite.ExecutionStrategy(static dependencies => new RetryingStrategy(dependencies)))
        .AddInterceptors(faults));
}
