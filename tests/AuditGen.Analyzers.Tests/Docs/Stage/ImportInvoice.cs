public sealed record ImportInvoice(Invoice Invoice);
