public sealed record PostInvoices(DateOnly On);
