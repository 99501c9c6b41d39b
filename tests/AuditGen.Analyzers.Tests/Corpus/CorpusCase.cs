namespace AuditGen.Analyzers.Tests.Corpus;

/// <summary>One handler of the corpus: types of a namespace of its own, the handler among them called <c>Handler</c>.</summary>
/// <param name="Name">What it shows, and for a mutant what was done to it.</param>
/// <param name="Body">The types.</param>
/// <param name="IsMutant">Whether a program made it from another one.</param>
internal sealed record CorpusCase(string Name, string Body, bool IsMutant)
{
    /// <summary>Marks the statements that emit, for the mutators.</summary>
    public const string EmissionMark = "/*E*/";

    public string SourceIn(string @namespace) => $"using AuditGen;\nusing Corpus;\n\nnamespace {@namespace};\n\n{Body}";
}
