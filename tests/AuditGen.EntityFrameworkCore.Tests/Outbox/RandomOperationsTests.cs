using System.Text.RegularExpressions;
using AuditGen.EntityFrameworkCore.Tests.Domain;
using AuditGen.Hosting;
using AuditGen.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.EntityFrameworkCore.Tests.Outbox;

/// <summary>
/// Whatever is done through Entity Framework, in whatever order: the folded events of each resource are what its rows say, and no
/// event's old values differ from the state before. One direct update later the check names the row. AUDITGEN_SOAK runs 200 seeds.
/// </summary>
public sealed partial class RandomOperationsTests : ShopTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("AUDITGEN_SOAK") is { Length: > 0 } ? 200 : 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Folded_events_are_the_rows(int seed)
    {
        using var folder = new TempFolder();
        await using Shop shop = await Shop.OpenAsync(outbox: true, options => options.UseSqlite($"Data Source={folder["shop.db"]};Pooling=False"), journal: folder["trail"]);
        var random = new Random(seed);
        for (int i = 0; i < 60; i++)
        {
            await shop.ChangeAsync(context => ChangeAsync(context, random));
            if (random.Next(10) == 0)
            {
                await shop.RelayAsync();
            }
        }

        await shop.RelayAsync();
        (Dictionary<string, AuditStateFold> folds, int faults) = Fold(shop);
        faults.ShouldBe(0, Told(folds));
        Dictionary<string, AuditState> rows = await RowsAsync(shop);
        Dictionary<string, AuditState> folded = folds
            .Select(each => (each.Key, State: each.Value.ToState("", "", DateTimeOffset.MaxValue)))
            .Where(each => each.State.Knowledge != AuditStateKnowledge.Deleted)
            .ToDictionary(each => each.Key, each => each.State);
        folded.Keys.ShouldBe(rows.Keys, ignoreOrder: true);
        Dictionary<string, List<string>> shadows = await ShadowsAsync(shop);
        foreach ((string id, AuditState expected) in rows)
        {
            Lines(folded[id]).ShouldBe([.. Lines(expected), .. shadows.GetValueOrDefault(id) ?? []], ignoreOrder: true, id);
        }

        // A direct update, and the next change through the application tells of it.
        await shop.UseAsync(context => context.Database.ExecuteSqlRawAsync("UPDATE Orders SET Number = 'forged', LastEditor = 'forger'", Cancellation));
        await shop.ChangeAsync(async context =>
        {
            Order order = await context.Orders.FirstAsync(Cancellation);
            order.Rename("mended");
            context.Entry(order).Property("LastEditor").CurrentValue = "mender";
            await context.SaveChangesAsync(Cancellation);
        });
        await shop.RelayAsync();
        (folds, faults) = Fold(shop);
        faults.ShouldBe(2);
        folds.Values.SelectMany(each => each.ToState("", "", DateTimeOffset.MaxValue).Faults).Select(fault => $"{fault.Path} {fault.Found}").ShouldBe(
            ["/number \"forged\"", "/lastEditor \"forger\""], ignoreOrder: true);
    }

    private static string Told(Dictionary<string, AuditStateFold> folds) => string.Join('\n', folds.SelectMany(each => each.Value
        .ToState("", "", DateTimeOffset.MaxValue).Faults.Select(fault => $"{each.Key} {fault.Path}: {fault.Expected} -> {fault.Found} in {fault.EventId}")));

    private static async Task ChangeAsync(ShopContext context, Random random)
    {
        await using IDbContextTransaction? transaction = random.Next(3) == 0 ? await context.Database.BeginTransactionAsync(Cancellation) : null;
        for (int steps = random.Next(1, 4); steps > 0; steps--)
        {
            await StepAsync(context, random);
            if (random.Next(2) == 0)
            {
                await context.SaveChangesAsync(Cancellation);
            }
        }

        await context.SaveChangesAsync(Cancellation);
        if (transaction is not null)
        {
            await (random.Next(3) == 0 ? transaction.RollbackAsync(Cancellation) : transaction.CommitAsync(Cancellation));
        }
    }

    private static async Task StepAsync(ShopContext context, Random random)
    {
        Order[] orders = await context.Orders.Include(each => each.Lines).Include(each => each.Customer).OrderBy(each => each.Id).ToArrayAsync(Cancellation);
        Customer[] customers = await context.Customers.Include(each => each.Segments).OrderBy(each => each.Id).ToArrayAsync(Cancellation);
        orders = [.. orders.Where(each => context.Entry(each).State != EntityState.Deleted)];
        if (orders.Length == 0 || customers.Length == 0 || random.Next(6) == 0)
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            var added = new Order(new Guid(bytes), $"N{random.Next(1000)}") { Customer = random.Next(2) == 0 ? new Customer { Name = "Al" } : new KeyCustomer { Name = "Bo", Manager = "Cy" } };
            added.AddLine("tea", random.Next(9));
            context.Add(added);
            return;
        }

        Order order = orders[random.Next(orders.Length)];
        Customer customer = customers[random.Next(customers.Length)];
        switch (random.Next(17))
        {
            case 0:
                order.Status = (OrderStatus)random.Next(3);
                break;
            case 1:
                order.Total = new Price { Amount = random.Next(1, 9999) / 100m + 0.01m, Currency = random.Next(2) == 0 ? "EUR" : "USD" };
                break;
            case 2:
                order.Shipping = random.Next(3) == 0 ? null : new Address { City = $"C{random.Next(9)}", Street = random.Next(2) == 0 ? null : "Main" };
                break;
            case 3:
                order.AddLine($"p{random.Next(9)}", random.Next(9)).Deliveries.Add(new Delivery { On = new DateOnly(2026, 1, 1).AddDays(random.Next(300)) });
                break;
            case 4 when order.Lines.Count > 0:
                order.RemoveLine(order.Lines[random.Next(order.Lines.Count)]);
                break;
            case 5 when order.Lines.Count > 0:
                OrderLine line = order.Lines[random.Next(order.Lines.Count)];
                line.Quantity++;
                line.Deliveries.Clear();
                break;
            case 6:
                order.Tags.Add($"t{random.Next(4)}");
                break;
            case 7:
                order.Tags = [.. order.Tags.Skip(1)];
                break;
            case 8:
                order.Remarks.Clear();
                order.Remarks.AddRange(Enumerable.Range(0, random.Next(4)).Select(i => new Remark { By = $"u{i}", Text = $"{random.Next(9)}" }));
                break;
            case 9:
                order.Customer = random.Next(4) == 0 ? null : customer;
                break;
            case 10:
                customer.Name = $"c{random.Next(99)}";
                if (customer is KeyCustomer)
                {
                    context.Entry(customer).Property("Tier").CurrentValue = $"tier {random.Next(3)}";
                }

                customer.Segments.Clear();
                customer.Segments.Add(await context.Segments.FindAsync([$"s{random.Next(3)}"], Cancellation) ?? new Segment { Id = $"s{random.Next(1000)}" });
                break;
            case 11:
                context.Entry(order).Property("LastEditor").CurrentValue = random.Next(3) == 0 ? null : $"editor {random.Next(3)}";
                break;
            case 12:
                context.Entry(order).Property("ApiToken").CurrentValue = random.Next(3) == 0 ? null : $"token {random.Next(3)}";
                break;
            case 13:
                context.Entry(order).Property("Weight").CurrentValue = random.Next(3) == 0 ? null : new Weight(random.Next(3));
                break;
            case 14 when order.Shipping is not null:
                context.Entry(order.Shipping).Property("VerifiedBy").CurrentValue = $"inspector {random.Next(3)}";
                break;
            case 15 when order.Lines.Count > 0:
                context.Entry(order.Lines[random.Next(order.Lines.Count)]).Property("Shelf").CurrentValue = $"shelf/{random.Next(3)}";
                break;
            default:
                context.Remove(order);
                break;
        }
    }

    private static (Dictionary<string, AuditStateFold> Folds, int Faults) Fold(Shop shop)
    {
        var folds = new Dictionary<string, AuditStateFold>();
        foreach (AuditEvent each in shop.Journaled())
        {
            string id = $"{each.Resource!.Type} {each.Resource.Id}";
            if (!folds.TryGetValue(id, out AuditStateFold? fold))
            {
                folds[id] = fold = new AuditStateFold();
            }

            fold.Apply(each);
        }

        return (folds, folds.Values.Sum(each => each.ToState("", "", DateTimeOffset.MaxValue).Faults.Length));
    }

    /// <summary>What the events of a resource would fold to, had it been created as its rows are now.</summary>
    private static async Task<Dictionary<string, AuditState>> RowsAsync(Shop shop)
    {
        var catalogue = shop.Services.GetRequiredService<AuditCatalogue>();
        Dictionary<string, AuditState> rows = [];
        await shop.UseAsync(async context =>
        {
            object[] resources =
            [
                .. await context.Orders.AsNoTracking().Include(each => each.Lines).Include(each => each.Customer).ToListAsync(Cancellation),
                .. await context.Customers.AsNoTracking().Include(each => each.Segments).ToListAsync(Cancellation),
                .. await context.Segments.AsNoTracking().ToListAsync(Cancellation),
            ];
            foreach (object resource in resources)
            {
                AuditResourceType type = catalogue.Find(resource.GetType())!;
                object state = type.Capture(resource);
                using var writer = new AuditTextWriter();
                writer.WriteRaw("{\"v\":1,\"id\":\"019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e\",\"ts\":\"2026-11-21T09:15:02.1234567Z\",\"context\":\"sales\",\"action\":\"a.b\",\"category\":\"create\",\"type\":\"X\",\"outcome\":\"success\",\"operation\":\"019aa7c0-5b1d-7001-8000-4a5b6c7d8e9f\",\"actor\":{\"id\":\"x\"},\"changes\":["u8);
                type.WriteChanges(null, state, writer);
                writer.WriteRaw("]}"u8);
                var fold = new AuditStateFold();
                fold.Apply(AuditEvent.Parse(writer.Written.ToArray()));
                AuditResource identity = type.Identify(state);
                rows[$"{identity.Type} {identity.Id}"] = fold.ToState("", "", DateTimeOffset.MaxValue);
            }
        });
        return rows;
    }

    /// <summary>What the shadow properties of the rows are, asked for one by one.</summary>
    private static async Task<Dictionary<string, List<string>>> ShadowsAsync(Shop shop)
    {
        Dictionary<string, List<string>> shadows = [];
        await shop.UseAsync(async context =>
        {
            foreach (Order order in await context.Orders.Include(each => each.Lines).ToListAsync(Cancellation))
            {
                List<string> lines = shadows[$"order {order.Id}"] = [];
                lines.Add($"/lastEditor {Of(order, "LastEditor")}");
                lines.Add($"/apiToken {(Of(order, "ApiToken") == "null" ? "null" : "{\"$masked\":true}")}");
                lines.Add($"/grams {(context.Entry(order).Property("Weight").CurrentValue is Weight weight ? $"{weight.Grams}" : "null")}");
                lines.Add("/weekday null");
                lines.Add($"/customerNumber {context.Entry(order).Property("CustomerId").CurrentValue ?? "null"}");
                lines.AddRange(order.Shipping is null ? [] : [$"/shipping/verifiedBy {Of(order.Shipping, "VerifiedBy")}"]);
                lines.AddRange(order.Lines.Select(line => $"/lines/{line.Id}/shelf {Of(line, "Shelf")}"));
            }

            foreach (KeyCustomer customer in await context.Set<KeyCustomer>().ToListAsync(Cancellation))
            {
                shadows[$"customer {customer.Id}"] = [$"/tier {Of(customer, "Tier")}"];
            }

            string Of(object entity, string property) => context.Entry(entity).Property(property).CurrentValue is { } value ? $"\"{value}\"" : "null";
        });
        return shadows;
    }

    // SQLite keeps decimals without the zeros at their end.
    private static string[] Lines(AuditState state) => [.. state.Values.Select(value => $"{value.Path} {Zeros().Replace(value.Value.ToString(), "")}")];

    [GeneratedRegex(@"(?<=\.\d*)0+(?=[,}]|$)|\.0+(?=[,}]|$)")]
    private static partial Regex Zeros();
}
