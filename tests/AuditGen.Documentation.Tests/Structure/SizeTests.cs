namespace AuditGen.Documentation.Tests.Structure;

/// <summary>A file fits on a few screens; one that does not has a reason, written here.</summary>
public sealed class SizeTests
{
    private const int Most = 400;

    private static readonly string[] Roots = ["src", "generators", "analyzers", "samples", "benchmarks", "tests"];

    /// <summary>Files beyond the limit, each with the reason.</summary>
    private static readonly Dictionary<string, string> Reasons = [];

    [Fact]
    public void No_file_is_longer_than_four_hundred_lines_without_a_reason() =>
        Roots.SelectMany(root => Directory.EnumerateFiles(Path.Combine(Repository.Root, root), "*.cs", SearchOption.AllDirectories))
            .Select(path => (Path: Repository.Relative(path), Lines: File.ReadLines(path).Count()))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => file.Lines > Most && !Reasons.ContainsKey(file.Path))
            .Select(file => $"{file.Path}: {file.Lines} lines")
            .ShouldBeEmpty();

    [Fact]
    public void No_reason_outlives_its_file() =>
        Reasons.Keys.Where(path => !File.Exists(Path.Combine(Repository.Root, path)) || File.ReadLines(Path.Combine(Repository.Root, path)).Count() <= Most).ShouldBeEmpty();
}
