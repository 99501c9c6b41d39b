public sealed record IssueCreditNote(Guid Id);
