namespace AuditGen.Generators;

/// <summary>What of the compilation decides on names.</summary>
internal sealed record AssemblyInfo(string Name, string Namespace);
