#pragma warning disable CA1002, CA1711, CA1721, CA1724, CA2227, MA0016, CA1024, CA1044, CA1819
using System.Collections.Immutable;

namespace AuditGen.Generators.Tests.Semantics.Finance;

public enum InvoiceStatus
{
    Draft,
    Submitted,
    Posted,
}

public readonly record struct Money(decimal Amount, string Currency)
{
    public bool IsZero => Amount == 0;
}

public readonly record struct CustomerId(Guid Value);

[Auditable]
public sealed class InvoiceLine
{
    [AuditKey] public int Number { get; init; }

    public string Article { get; set; } = "";

    public decimal Quantity { get; set; }

    public Money Price { get; set; }
}

[Auditable]
public sealed record Address(string Street, string City);

[Auditable("finance", "invoice")]
[AuditFormerly("bill")]
public sealed class Invoice
{
    private readonly List<InvoiceLine> _lines = [];

    [AuditKey] public Guid Id { get; init; }

    [AuditName] public string Number { get; set; } = "";

    public InvoiceStatus Status { get; set; }

    public Money Total { get; set; }

    public CustomerId? Customer { get; set; }

    [AuditSensitive(Sensitivity.Mask)] public string? Iban { get; set; }

    [AuditSensitive(Sensitivity.Hash)] public string? TaxNumber { get; set; }

    [AuditSensitive(Sensitivity.Omit)] public string? Secret { get; set; }

    [AuditIgnore("concurrency token")] public byte[] RowVersion { get; set; } = [];

    public IReadOnlyList<InvoiceLine> Lines => _lines;

    [AuditOrdered] public List<InvoiceLine> Steps { get; } = [];

    public HashSet<string> Tags { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, decimal> Rates { get; } = [];

    public Dictionary<InvoiceStatus, Address?> Places { get; } = [];

    public Address? Billing { get; set; }

    [AuditVersion] public int Version { get; set; }

    public void Add(InvoiceLine line) => _lines.Add(line);

    public void Insert(int index, InvoiceLine line) => _lines.Insert(index, line);

    public void Remove(InvoiceLine line) => _lines.Remove(line);
}

[Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
[Audited("invoice.create", AuditCategory.Create, typeof(Invoice), OnFailure = "invoice.create_failed")]
public sealed class PostInvoice;
