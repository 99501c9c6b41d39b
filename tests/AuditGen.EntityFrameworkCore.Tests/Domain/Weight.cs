namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>A type of the application's own, kept as a number.</summary>
public readonly record struct Weight(int Grams);
