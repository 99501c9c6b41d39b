namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>What a database throws when trying again helps.</summary>
public sealed class TransientException : Exception;
