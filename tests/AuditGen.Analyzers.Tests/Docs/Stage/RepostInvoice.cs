public sealed record RepostInvoice(Guid Id);
