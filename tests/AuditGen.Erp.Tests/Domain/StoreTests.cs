using Erp.Composition;
using Erp.Finance;
using Erp.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Erp.Tests.Domain;

/// <summary>The business store commits completely or not at all, so that the trail has something to agree with.</summary>
public sealed class StoreTests : IDisposable
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private readonly ServiceProvider _services = new ServiceCollection()
        .AddErp()
        .AddSingleton<IAuditScope, SilentScope>()
        .BuildServiceProvider(validateScopes: true);

    [Fact]
    public async Task What_one_request_saved_another_sees()
    {
        Id<Account> id = await AddAsync("1000");

        (await InScopeAsync(accounts => accounts.GetAsync(id, None).AsTask())).Code.ShouldBe("1000");
    }

    [Fact]
    public async Task A_change_is_not_seen_before_it_is_committed()
    {
        Id<Account> id = await AddAsync("1000");
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        IRepository<Account> accounts = scope.ServiceProvider.GetRequiredService<IRepository<Account>>();
        await using ITransaction transaction = scope.ServiceProvider.GetRequiredService<ITransactions>().Begin();

        await accounts.ChangeAsync(id, static account => account.Book(new Money(5m, Currency.EUR)), None);
        (await BalanceAsync(id)).ShouldBe(0m);
        await transaction.CommitAsync(None);
        (await BalanceAsync(id)).ShouldBe(5m);
    }

    [Fact]
    public async Task A_transaction_that_is_not_committed_leaves_nothing()
    {
        Id<Account> id = await AddAsync("1000");
        await using (AsyncServiceScope scope = _services.CreateAsyncScope())
        {
            await using ITransaction transaction = scope.ServiceProvider.GetRequiredService<ITransactions>().Begin();
            await scope.ServiceProvider.GetRequiredService<IRepository<Account>>()
                .ChangeAsync(id, static account => account.Book(new Money(5m, Currency.EUR)), None);
        }

        (await BalanceAsync(id)).ShouldBe(0m);
    }

    [Fact]
    public async Task An_inner_transaction_that_is_not_committed_dooms_the_outer()
    {
        Id<Account> id = await AddAsync("1000");
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        ITransactions transactions = scope.ServiceProvider.GetRequiredService<ITransactions>();
        await using ITransaction outer = transactions.Begin();
        await using (transactions.Begin())
        {
            await scope.ServiceProvider.GetRequiredService<IRepository<Account>>()
                .ChangeAsync(id, static account => account.Book(new Money(5m, Currency.EUR)), None);
        }

        await Should.ThrowAsync<CommitFailedException>(() => outer.CommitAsync(None));
        (await BalanceAsync(id)).ShouldBe(0m);
    }

    [Fact]
    public async Task Nobody_saves_over_what_they_have_not_seen()
    {
        Id<Account> id = await AddAsync("1000");
        await using AsyncServiceScope slow = _services.CreateAsyncScope();
        IRepository<Account> accounts = slow.ServiceProvider.GetRequiredService<IRepository<Account>>();
        await accounts.GetAsync(id, None);
        await InScopeAsync(others => others.ChangeAsync(id, static account => account.Book(new Money(5m, Currency.EUR)), None));

        await Should.ThrowAsync<ConcurrencyException>(() =>
            accounts.ChangeAsync(id, static account => account.Book(new Money(1m, Currency.EUR)), None));
        (await BalanceAsync(id)).ShouldBe(5m);
    }

    [Fact]
    public async Task A_number_belongs_to_one_only_and_is_free_again_when_the_commit_fails()
    {
        Id<Account> first = await AddAsync("1000");
        await Should.ThrowAsync<DuplicateException>(() => AddAsync("1000"));
        await using (AsyncServiceScope scope = _services.CreateAsyncScope())
        {
            IRepository<Account> accounts = scope.ServiceProvider.GetRequiredService<IRepository<Account>>();
            await using ITransaction transaction = scope.ServiceProvider.GetRequiredService<ITransactions>().Begin();
            await accounts.AddAsync(NewAccount("2000"), None);
            await accounts.AddAsync(NewAccount("1000"), None);
            await Should.ThrowAsync<DuplicateException>(() => transaction.CommitAsync(None));
        }

        await AddAsync("2000");
        (await BalanceAsync(first)).ShouldBe(0m);
    }

    [Fact]
    public async Task What_does_not_exist_is_refused()
    {
        NotFoundException refused = await Should.ThrowAsync<NotFoundException>(() =>
            InScopeAsync(accounts => accounts.GetAsync(new Id<Account>(Guid.Empty), None).AsTask()));

        refused.Message.ShouldContain("Account");
    }

    public void Dispose() => _services.Dispose();

    private static Account NewAccount(string code) =>
        new(new Id<Account>(Guid.CreateVersion7()), code, "Cash", AccountKind.Asset, Currency.EUR);

    private async Task<Id<Account>> AddAsync(string code)
    {
        Account account = NewAccount(code);
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IRepository<Account>>().AddAsync(account, None);
        return account.Id;
    }

    private async Task<decimal> BalanceAsync(Id<Account> id) =>
        (await InScopeAsync(accounts => accounts.GetAsync(id, None).AsTask())).Balance.Amount;

    private async Task<Account> InScopeAsync(Func<IRepository<Account>, Task<Account>> work)
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IRepository<Account>>());
    }

    /// <summary>These tests are about the store alone.</summary>
    private sealed class SilentScope : IAuditScope
    {
        public void Track<T>(T resource)
            where T : class
        {
        }

        public void Changed<T>(T before, T after)
            where T : notnull
        {
        }

        public void Created<T>(T resource)
            where T : notnull
        {
        }

        public void Deleted<T>(T resource)
            where T : notnull
        {
        }

        public void Subject(string resourceType, string id, string? name = null)
        {
        }

        public void Action(AuditAction action)
        {
        }

        public void Reason(string reason)
        {
        }

        public void Denied(string reason)
        {
        }

        public void Failed(string reason)
        {
        }
    }
}
