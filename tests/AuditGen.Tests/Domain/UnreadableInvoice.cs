namespace AuditGen.Tests.Domain;

/// <summary>An invoice whose total cannot be read once it is told so: a lazy loader whose session is gone.</summary>
public sealed class UnreadableInvoice(string id) : Invoice(id)
{
    public bool IsUnreadable { get; set; }

    public override decimal Total
    {
        get => IsUnreadable ? throw new NotSupportedException("the session is gone") : base.Total;
        set => base.Total = value;
    }
}
