public sealed record DecideInvoice(Guid Id, bool Approved);
