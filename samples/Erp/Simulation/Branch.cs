using System.Globalization;
using System.Security.Cryptography;
using Erp.Finance;
using Erp.HumanResources;
using Erp.Identity;
using Erp.Inventory;
using Erp.MasterData;
using Erp.Procurement;
using Microsoft.Extensions.DependencyInjection;

namespace Erp.Simulation;

/// <summary>
/// A branch of the company at work: a clerk and a manager who approves, with random choices, clock, numbers and business
/// objects of their own. Branches never touch each other's objects, so what happens in one depends on the seed alone and not
/// on what the others do meanwhile.
/// </summary>
internal sealed class Branch
{
    private readonly IServiceProvider _services;
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private DateTimeOffset _now;

    public Branch(int number, SimulationOptions options, long before, DayClock clock, Vault vault, IServiceProvider services)
    {
        Number = number;
        _services = services;
        Random = new Random(Seed(options.Seed, number, before));
        Company = string.Create(CultureInfo.InvariantCulture, $"C{number:0000}") + (before > 0 ? $"-{before}" : "");
        Clock = clock;
        Vault = vault;
        Observe = options.Observe;
        _now = new DateTimeOffset(options.Day, new TimeOnly(8, 0), TimeSpan.Zero).AddSeconds(Random.Next(3600));
        Period = new(Company, options.Day.Year, options.Day.Month);
        Clerk = NewSeat(NewUser("clerk", 5_000m));
        Manager = NewSeat(NewUser("manager", 250_000m) with { Roles = ["manager", "administrator"] });
    }

    public int Number { get; }

    public Random Random { get; }

    /// <summary>The company code.</summary>
    public string Company { get; }

    public DayClock Clock { get; }

    public Vault Vault { get; }

    public Tally Tally { get; } = new();

    /// <summary>Sees every command before it is given.</summary>
    public Action<object>? Observe { get; }

    public Seat Clerk { get; }

    public Seat Manager { get; }

    /// <summary>The business process that the next commands belong to: what ties them together across contexts.</summary>
    public string? Process { get; set; }

    /// <summary>The open period of the books.</summary>
    public PeriodKey Period { get; }

    public DateOnly Today => DateOnly.FromDateTime(_now.Date);

    /// <summary>Places of the branch's warehouse.</summary>
    public List<Id<Zone>> Zones { get; } = [];

    public List<Id<Product>> Products { get; } = [];

    public List<Id<Partner>> Partners { get; } = [];

    public List<Id<Supplier>> Suppliers { get; } = [];

    public List<Id<Account>> Accounts { get; } = [];

    public List<Id<Payment>> Payments { get; } = [];

    public List<Id<Lot>> Lots { get; } = [];

    public List<Id<Employee>> Employees { get; } = [];

    /// <summary>The clerk does it.</summary>
    public Task DoAsync<TCommand>(TCommand command) => Clerk.SendAsync(command);

    /// <summary>The manager decides it.</summary>
    public Task DecideAsync<TCommand>(TCommand command) => Manager.SendAsync(command);

    /// <summary>The clerk does it in the wrong moment, or wrongly, and is refused.</summary>
    public Task MistakeAsync<TCommand>(TCommand command) => Clerk.MistakeAsync(command);

    /// <summary>The clerk does what clerks may not do, which leaves an event.</summary>
    public Task ForbiddenAsync<TCommand>(TCommand command) => Clerk.MistakeAsync(command, events: 1);

    /// <summary>Time passes while the user thinks.</summary>
    public DateTimeOffset Think() => _now = _now.AddSeconds(Random.Next(3, 60));

    public Id<T> NewId<T>()
        where T : Aggregate
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.NextBytes(bytes);
        return new(new Guid(bytes));
    }

    /// <summary>The next number of a kind of document, such as <c>INV-C0007-00012</c>.</summary>
    public string NextNumber(string prefix)
    {
        int next = _numbers.GetValueOrDefault(prefix) + 1;
        _numbers[prefix] = next;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Company}-{next:00000}");
    }

    /// <summary>Whether this happens for the first time.</summary>
    public bool Once(string what) => _done.Add(what);

    public bool Chance(int percent) => Random.Next(100) < percent;

    public T Pick<T>(params ReadOnlySpan<T> items) => items[Random.Next(items.Length)];

    public T Pick<T>(List<T> items) => items[Random.Next(items.Count)];

    public Money Amount(int from, int to) => new(Random.Next(from * 100, to * 100) / 100m, Currency.EUR);

    public Seat NewSeat(SeatUser user) => new(this, user, _services);

    /// <summary>Puts an aggregate into the store that was there before the system was audited.</summary>
    public void Load<T, TKey>(T aggregate)
        where T : Aggregate, IKeyed<TKey>
        where TKey : notnull =>
        _services.GetRequiredService<Table<T, TKey>>().Load(aggregate);

    public SeatUser NewUser(string role, decimal limit)
    {
        string first = Pick<string>(Names.First);
        string last = Pick<string>(Names.Last);
        string userName = $"{first}.{last}.{Company}".ToLowerInvariant() + (role == "clerk" ? "" : $".{role}");
        return new(NewId<User>(), userName, $"{first} {last}", Vault.Password(Random))
        {
            Roles = [role],
            ApprovalLimit = limit,
            Ip = string.Create(CultureInfo.InvariantCulture, $"10.{Number / 250 % 250}.{Number % 250}.{Random.Next(2, 250)}"),
            UserAgent = Pick<string>(Names.UserAgents),
        };
    }

    /// <summary>Distinct streams of random numbers for every branch of every seed, the same on every machine.</summary>
    private static int Seed(int seed, int number, long before)
    {
        Span<byte> input = stackalloc byte[16];
        BitConverter.TryWriteBytes(input, seed);
        BitConverter.TryWriteBytes(input[4..], number);
        BitConverter.TryWriteBytes(input[8..], before);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(before > 0 ? input : input[..8], hash);
        return BitConverter.ToInt32(hash);
    }
}
