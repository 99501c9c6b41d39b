namespace Erp.Contracts;

/// <summary>A document attached to a contract, known by the digest of its content.</summary>
[Auditable]
public sealed record ContractDocument([property: AuditKey] string FileName, string Sha256, long Bytes);
