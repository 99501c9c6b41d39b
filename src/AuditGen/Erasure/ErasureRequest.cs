namespace AuditGen.Erasure;

/// <summary>Somebody wants a person erased.</summary>
/// <param name="Subject">The person, as <see cref="AuditPersonalDataAttribute"/> names them: the id, behind its kind and a colon where one is given.</param>
/// <param name="Reason">Why. It is recorded in clear and for good: do not repeat here what is to be erased.</param>
/// <param name="Context">Who asks, in which session and tenant.</param>
public sealed record ErasureRequest(string Subject, string Reason, AuditContext Context);
