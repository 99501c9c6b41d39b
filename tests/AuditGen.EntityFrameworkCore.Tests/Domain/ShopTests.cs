using Microsoft.EntityFrameworkCore;

namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>What the tests of the shop have in common: the ways to tell events, and orders to change.</summary>
public abstract class ShopTests
{
    private static readonly Guid s_id = new("5f0c1111-0000-4000-8000-000000000001");

    /// <summary>Told when the command ends, and through the outbox.</summary>
    public static TheoryData<bool> Ways => [false, true];

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An order with everything that an order can have.</summary>
    private protected static Order Full()
    {
        var order = new Order(s_id, "A-1")
        {
            Total = new Price { Amount = 12.50m, Currency = "EUR" },
            Shipping = new Address { City = "Bonn" },
            Customer = new Customer { Name = "Al" },
            Version = 1,
        };
        order.AddLine("tea", 2).Deliveries.Add(new Delivery { On = new DateOnly(2026, 11, 22) });
        order.AddLine("cup", 1);
        order.Tags.Add("new");
        order.Remarks.Add(new Remark { By = "ada", Text = "urgent" });
        return order;
    }

    /// <summary>A shop with that order, whose events so far are forgotten.</summary>
    private protected static async Task<Shop> FilledAsync(bool outbox, Action<DbContextOptionsBuilder>? database = null)
    {
        Shop shop = await Shop.OpenAsync(outbox, database);
        await shop.ChangeAsync(async context =>
        {
            context.Add(Full());
            await context.SaveChangesAsync(Cancellation);
        });
        await shop.ClearAsync();
        return shop;
    }

    /// <summary>That order, with its parts.</summary>
    private protected static Task<Order> LoadAsync(ShopContext context) =>
        context.Orders.Include(each => each.Lines).Include(each => each.Customer).SingleAsync(each => each.Id == s_id, Cancellation);

    /// <summary>Runs a command that changes that order and saves it.</summary>
    private protected static Task ChangeOrderAsync(Shop shop, Action<Order> change) => shop.ChangeAsync(async context =>
    {
        change(await LoadAsync(context));
        await context.SaveChangesAsync(Cancellation);
    });

    /// <summary>The synchronous half of Entity Framework, in an asynchronous test.</summary>
    private protected static void Save(ShopContext context) => context.SaveChanges();

    /// <summary>Adds a resource of one row.</summary>
    private protected static async Task AddAsync(ShopContext context, string id)
    {
        context.Add(new Segment { Id = id });
        await context.SaveChangesAsync(Cancellation);
    }

    /// <summary>Adds a resource of one row, by a command of its own.</summary>
    private protected static Task AddAsync(Shop shop, string id) => shop.ChangeAsync(context => AddAsync(context, id));

    /// <summary>The resources of the events so far.</summary>
    private protected static async Task<string[]> IdsAsync(Shop shop) => [.. (await shop.EventsAsync()).Select(each => each.Resource!.Id)];

    /// <summary>Waits for a state.</summary>
    private protected static async Task UntilAsync(Func<Task<bool>> reached)
    {
        while (!await reached())
        {
            await Task.Delay(10, Cancellation);
        }
    }
}
