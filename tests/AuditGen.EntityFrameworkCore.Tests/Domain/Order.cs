using System.ComponentModel.DataAnnotations.Schema;

namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>A resource with everything that Entity Framework can map.</summary>
[Auditable("sales", "order")]
public sealed class Order(Guid id, string number)
{
    private readonly List<OrderLine> _lines = [];

    [AuditKey]
    public Guid Id { get; private set; } = id;

    [AuditName]
    public string Number { get; private set; } = number;

    public OrderStatus Status { get; set; }

    public Price Total { get; set; } = new() { Currency = "EUR" };

    public Address? Shipping { get; set; }

    public IReadOnlyList<OrderLine> Lines => _lines;

    public List<string> Tags { get; set; } = [];

    public List<Remark> Remarks { get; private set; } = [];

    [AuditReference]
    public Customer? Customer { get; set; }

    [AuditVersion]
    public int Version { get; set; }

    [NotMapped]
    public string? InMemory { get; set; }

    public OrderLine AddLine(string product, int quantity)
    {
        var line = new OrderLine { Product = product, Quantity = quantity };
        _lines.Add(line);
        return line;
    }

    public void Rename(string number) => Number = number;

    public void RemoveLine(OrderLine line) => _lines.Remove(line);
}
