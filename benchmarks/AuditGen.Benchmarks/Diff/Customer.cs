namespace AuditGen.Benchmarks.Diff;

/// <summary>A flat document of thirty members, as master data often is.</summary>
[Auditable("bench", "customer")]
public sealed class Customer
{
    /// <summary>Id.</summary>
    [AuditKey]
    public Guid Id { get; set; }

    /// <summary>Number.</summary>
    [AuditName]
    public string Number { get; set; } = "";

    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Legal name.</summary>
    public string LegalName { get; set; } = "";

    /// <summary>Street.</summary>
    public string Street { get; set; } = "";

    /// <summary>Postal code.</summary>
    public string PostalCode { get; set; } = "";

    /// <summary>City.</summary>
    public string City { get; set; } = "";

    /// <summary>Country.</summary>
    public string Country { get; set; } = "";

    /// <summary>Phone.</summary>
    public string Phone { get; set; } = "";

    /// <summary>Email.</summary>
    public string Email { get; set; } = "";

    /// <summary>Website.</summary>
    public string Website { get; set; } = "";

    /// <summary>Vat number.</summary>
    public string VatNumber { get; set; } = "";

    /// <summary>Currency.</summary>
    public string Currency { get; set; } = "";

    /// <summary>Language.</summary>
    public string Language { get; set; } = "";

    /// <summary>Segment.</summary>
    public string Segment { get; set; } = "";

    /// <summary>Credit limit.</summary>
    public decimal CreditLimit { get; set; }

    /// <summary>Balance.</summary>
    public decimal Balance { get; set; }

    /// <summary>Discount.</summary>
    public decimal Discount { get; set; }

    /// <summary>Revenue.</summary>
    public decimal Revenue { get; set; }

    /// <summary>Payment days.</summary>
    public int PaymentDays { get; set; }

    /// <summary>Employees.</summary>
    public int Employees { get; set; }

    /// <summary>Rating.</summary>
    public int Rating { get; set; }

    /// <summary>Visits.</summary>
    public int Visits { get; set; }

    /// <summary>Is active.</summary>
    public bool IsActive { get; set; }

    /// <summary>Is blocked.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Is export.</summary>
    public bool IsExport { get; set; }

    /// <summary>Since.</summary>
    public DateOnly Since { get; set; }

    /// <summary>Last order on.</summary>
    public DateOnly LastOrderOn { get; set; }

    /// <summary>Reviewed on.</summary>
    public DateOnly ReviewedOn { get; set; }

    /// <summary>Status.</summary>
    public OrderStatus Status { get; set; }

    /// <summary>Makes a customer.</summary>
    /// <param name="changes">Number of members that differ from the customer without changes, at most 10.</param>
    public static Customer Make(int changes)
    {
        var customer = new Customer { Id = new Guid("5f0c1f9e-1f6a-4a6e-9d5b-0f3c8f1f2a3b"), Since = new DateOnly(2019, 4, 1) };
        foreach ((int index, Action<string> set) in customer.Texts().Index())
        {
            set($"{(index < changes - 1 ? "changed" : "recorded")} text {index}");
        }

        customer.CreditLimit = 25_000.00m;
        customer.Balance = changes > 0 ? 1240.00m : 1234.50m;
        customer.PaymentDays = 30;
        customer.IsActive = true;
        return customer;
    }

    private IEnumerable<Action<string>> Texts() =>
    [
        text => Name = text,
        text => LegalName = text,
        text => Street = text,
        text => PostalCode = text,
        text => City = text,
        text => Country = text,
        text => Phone = text,
        text => Email = text,
        text => Website = text,
        text => VatNumber = text,
        text => Currency = text,
        text => Language = text,
        text => Segment = text,
    ];
}
