public sealed record PostInvoice(Guid Id, DateOnly On);
