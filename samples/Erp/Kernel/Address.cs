namespace Erp.Kernel;

/// <summary>A postal address; the country is an ISO 3166 code of two letters.</summary>
[Auditable]
public sealed record Address(string Street, string PostalCode, string City, string Country);
