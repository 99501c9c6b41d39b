namespace AuditGen.Analyzers.Rules;

/// <summary>A reason is words; what the code fix leaves to be filled in is none.</summary>
internal static class WrittenReason
{
    public static bool Says(string reason) => reason.Any(char.IsLetterOrDigit);
}
