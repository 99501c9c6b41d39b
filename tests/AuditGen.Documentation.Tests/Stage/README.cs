public sealed record PostInvoice(Guid Id);
