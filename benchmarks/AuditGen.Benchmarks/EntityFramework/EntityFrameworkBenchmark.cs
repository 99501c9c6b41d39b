using System.Diagnostics;
using System.Globalization;
using AuditGen.EntityFrameworkCore;
using AuditGen.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Benchmarks.EntityFramework;

/// <summary>
/// What recording adds to SaveChanges of 100 changed entities of 12 members on SQLite, against the same save unrecorded: capture alone,
/// and with the outbox; and what Entity Framework itself takes for an interceptor of statements that does nothing. They take turns,
/// so that a slow moment of the machine meets all of them.
/// </summary>
internal static class EntityFrameworkBenchmark
{
    private const int Entities = 100;

    /// <summary>Runs it: <c>entity-framework [rounds]</c>.</summary>
    public static async Task RunAsync(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 400;
        string folder = Directory.CreateTempSubdirectory("auditgen-bench-").FullName;
        try
        {
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddAuditGen(static audit => audit.UseInMemoryTrail().AddEntityFramework());
            services.AddAuditedHandlers();
            ServiceProvider provider = services.BuildServiceProvider();
            await using (provider.ConfigureAwait(false))
            {
                AuditAction action = new("product.restock", AuditCategory.Update, "sales", "bench_product") { EventType = "ProductRestock" };
                var handler = new AuditedHandler { HandlerType = typeof(EntityFrameworkBenchmark), Method = "Save", Actions = [action] };
                var idle = new IdleInterceptor();
                var ways = new (string Name, Func<BenchmarkContext> Open)[]
                {
                    ("unrecorded", () => new BenchmarkContext(Options("plain").Options)),
                    ("idle interceptor", () => new BenchmarkContext(Options("idle").AddInterceptors(idle).Options)),
                    ("captured", () => new BenchmarkContext(Options("captured").UseAuditGen(provider).Options)),
                    ("captured, outbox", () => new BenchmarkOutboxContext(Options("outbox").UseAuditGen(provider).Options)),
                };
                var times = ways.Select(static _ => new List<double>()).ToArray();
                for (int round = -20; round < rounds; round++)
                {
                    for (int way = 0; way < ways.Length; way++)
                    {
                        double time = await SaveAsync(ways[way].Open, provider, handler, round).ConfigureAwait(false);
                        if (round >= 0)
                        {
                            times[way].Add(time);
                        }
                    }
                }

                foreach ((string name, double part) in new[] { ("median", 0.5), ("fastest tenth", 0.1) })
                {
                    double floor = Quantile(times[0], part);
                    for (int way = 0; way < ways.Length; way++)
                    {
                        double time = Quantile(times[way], part);
                        Console.WriteLine(string.Create(
                            CultureInfo.InvariantCulture, $"{name,-13} {ways[way].Name,-17} {time * 1000,8:F0} µs a save of {Entities}, {time / floor,6:P1} of unrecorded"));
                    }
                }

                DbContextOptionsBuilder Options(string name) => new DbContextOptionsBuilder().UseSqlite($"Data Source={Path.Combine(folder, name)}.db");
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One save; only <c>SaveChangesAsync</c> is timed, inside the operation that records it.</summary>
    private static async Task<double> SaveAsync(Func<BenchmarkContext> open, ServiceProvider provider, AuditedHandler handler, int round)
    {
        BenchmarkContext context = open();
        await using (context.ConfigureAwait(false))
        {
            if (round == -20)
            {
                await context.Database.EnsureCreatedAsync().ConfigureAwait(false);
                context.AddRange(Enumerable.Range(0, Entities).Select(static i => new BenchmarkProduct { Id = Guid.CreateVersion7(), Name = $"p{i}" }));
                await context.SaveChangesAsync().ConfigureAwait(false);
            }

            List<BenchmarkProduct> products = await context.Products.ToListAsync().ConfigureAwait(false);
            foreach (BenchmarkProduct product in products)
            {
                product.Stock = round;
                product.Price = round + 0.25m;
                product.ChangedAt = DateTime.UnixEpoch.AddMinutes(round);
            }

            double time = 0;
            await provider.GetRequiredService<IAuditOperations>().RunAsync(
                handler,
                command: null,
                async token =>
                {
                    long started = Stopwatch.GetTimestamp();
                    await context.SaveChangesAsync(token).ConfigureAwait(true);
                    time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }).ConfigureAwait(false);
            provider.GetRequiredService<AuditTestTrail>().Clear();
            return time;
        }
    }

    private sealed class IdleInterceptor : DbCommandInterceptor;

    /// <summary>The time that the given part of the rounds stayed below: the median, or what a busy machine's quiet moments allow.</summary>
    private static double Quantile(List<double> values, double part)
    {
        values.Sort();
        return values[(int)(values.Count * part)];
    }
}
