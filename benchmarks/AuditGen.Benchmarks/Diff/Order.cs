namespace AuditGen.Benchmarks.Diff;

/// <summary>The object that is compared: eleven members, one of them lines.</summary>
[Auditable("bench", "order")]
public sealed class Order
{
    /// <summary>Key.</summary>
    [AuditKey] public Guid Id { get; set; }

    /// <summary>Number.</summary>
    [AuditName] public string Number { get; set; } = "";

    /// <summary>Status.</summary>
    public OrderStatus Status { get; set; }

    /// <summary>Customer.</summary>
    public string Customer { get; set; } = "";

    /// <summary>Currency.</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>Total.</summary>
    public decimal Total { get; set; }

    /// <summary>Discount.</summary>
    public decimal? Discount { get; set; }

    /// <summary>Placed.</summary>
    public DateTimeOffset PlacedAt { get; set; }

    /// <summary>Due.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>Note.</summary>
    public string? Note { get; set; }

    /// <summary>Lines.</summary>
    public List<OrderLine> Lines { get; set; } = [];

    /// <summary>Makes an order.</summary>
    /// <param name="lines">Number of lines.</param>
    /// <param name="changes">Number of members that differ from the order without changes: the first two of the order, then one a line.</param>
    public static Order Make(int lines, int changes)
    {
        var order = new Order
        {
            Id = new Guid("5f0c1f9e-1f6a-4a6e-9d5b-0f3c8f1f2a3b"),
            Number = "SO-2026-0042",
            Customer = "C-1007",
            Total = 1234.50m,
            PlacedAt = new DateTimeOffset(2026, 11, 21, 9, 15, 2, TimeSpan.Zero),
            DueOn = new DateOnly(2026, 12, 21),
            Note = "leave at the gate",
        };
        for (int i = 0; i < lines; i++)
        {
            order.Lines.Add(new OrderLine { Number = i + 1, Article = "A-" + i, Quantity = i, Price = 9.99m });
        }

        if (changes > 0)
        {
            order.Status = OrderStatus.Shipped;
        }

        if (changes > 1)
        {
            order.Total = 1240.00m;
        }

        for (int i = 2; i < changes; i++)
        {
            order.Lines[i - 2].Quantity += 1;
        }

        return order;
    }
}
