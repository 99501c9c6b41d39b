#pragma warning disable CA1002, CA1040, CA1051, CA1711, CA1815, CA2227, MA0016, CA1814, CA1033, CA1720, CA1823, IDE0051, CA1044, CA1028, CA1708
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AuditGen.Generators.Tests.Semantics.Shapes;

// One type of each kind with the same members: the diff must be the same for all four.
[Auditable("shapes", "as_class")]
public class AsClass
{
    [AuditKey] public int Id { get; set; }

    public string? Name { get; set; }

    public decimal Amount { get; init; }
}

[Auditable("shapes", "as_struct")]
public struct AsStruct
{
    [AuditKey] public int Id { get; set; }

    public string? Name { get; set; }

    public decimal Amount { get; init; }
}

[Auditable("shapes", "as_record")]
public record AsRecord([property: AuditKey] int Id, string? Name, decimal Amount);

[Auditable("shapes", "as_record_struct")]
public readonly record struct AsRecordStruct([property: AuditKey] int Id, string? Name, decimal Amount);

public abstract class Entity
{
    private string _origin = "here";

    [AuditKey] public int Id { get; init; }

    public virtual string Title { get; set; } = "base";

    public string Hidden { get; set; } = "base";

    [AuditMember] private string Origin => _origin;

    public void Move(string origin) => _origin = origin;
}

public interface IPriced
{
    decimal Price { get; }
}

[Auditable("shapes", "article")]
public sealed partial class Article(string code) : Entity, IPriced
{
    private readonly List<string> _notes = [];

    public string Code => code;

    public override string Title { get; set; } = "derived";

    public new int Hidden { get; set; }

    public required string Unit { get; init; }

    [AuditMember] decimal IPriced.Price => Base * 2;

    [AuditIgnore("see price")] public decimal Base { get; set; }

    public IReadOnlyCollection<string> Notes => _notes.AsReadOnly();

    [AuditFormerly("colour")] public string? Color { get; set; }

    public void Note(string note) => _notes.Add(note);
}

public sealed partial class Article
{
    public Batch<Part> Parts { get; set; } = new();

    public Batch<int> Numbers { get; set; } = new();

    [AuditMember(Name = "secretCode")] private int _internalCode = 7;

    public void Recode(int value) => _internalCode = value;
}

[Auditable]
public sealed class Batch<T>
{
    [AuditMember] private T? _last;

    [AuditMember] private Dictionary<string, T> ByName { get; } = [];

    public Tally<T> Tally { get; set; }

    public List<T> Items { get; } = [];

    public void Remember(string name, T item)
    {
        _last = item;
        ByName[name] = item;
        Tally = new Tally<T>(Tally.Count + 1);
    }

    public T? First { get; set; }
}

[Auditable]
public struct Tally<T>(int count)
{
    [AuditMember] private int _count = count;

    [AuditIgnore("shown only")] public readonly int Count => _count;
}

[Auditable]
public sealed class Part
{
    [AuditKey] public string? Code { get; set; }

    public int Count { get; set; }
}

[Auditable]
public abstract class Payment
{
    public decimal Amount { get; set; }
}

[Auditable]
public sealed class Card : Payment
{
    [AuditSensitive(Sensitivity.Mask)] public string Number { get; set; } = "";

    public int Year { get; set; }
}

[Auditable]
public class Transfer : Payment
{
    public string Bank { get; set; } = "";
}

public sealed class Voucher : Transfer
{
    public string Secret { get; set; } = "";
}

[AuditSensitive(Sensitivity.Mask)]
public sealed record Pin(string Digits);

public readonly record struct OrderId(Guid Value);

[Auditable("shapes", "customer")]
public sealed class Customer
{
    [AuditKey] public string Region { get; init; } = "";

    [AuditKey] public int Number { get; init; }

    public List<Order> Orders { get; } = [];
}

[Auditable("shapes", "order")]
public sealed class Order
{
    [AuditKey] public OrderId Id { get; init; }

    [AuditReference] public Customer? Customer { get; set; }

    [AuditReference] public List<Customer> Watchers { get; } = [];

    public Payment? Payment { get; set; }

    public List<Part> Parts { get; } = [];

    [AuditOrdered] public List<string> Steps { get; } = [];

    public int[][] Jagged { get; set; } = [];

    public int[,] Grid { get; set; } = new int[0, 0];

    public ImmutableArray<int> Numbers { get; set; }

    public FrozenDictionary<string, int> Frozen { get; set; } = FrozenDictionary<string, int>.Empty;

    public List<Pin> Pins { get; } = [];

    public Order? Parent { get; set; }
}
