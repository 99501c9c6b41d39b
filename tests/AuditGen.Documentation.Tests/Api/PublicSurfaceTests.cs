namespace AuditGen.Documentation.Tests.Api;

/// <summary>
/// The public surface of each package changes only on purpose: <c>AUDITGEN_ACCEPT=1 dotnet test tests/AuditGen.Documentation.Tests</c>
/// writes it down anew, and the pull request shows what it did.
/// </summary>
public sealed class PublicSurfaceTests
{
    public static TheoryData<string> Assemblies { get; } =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(PublicSurfaceTests).Assembly.Location)!, "AuditGen*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Where(name => Directory.Exists(Path.Combine(Repository.Root, "src", name)))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public async Task The_public_surface_is_the_one_agreed_upon(string assembly)
    {
        string surface = PublicSurface.Of(Path.Combine(Path.GetDirectoryName(typeof(PublicSurfaceTests).Assembly.Location)!, assembly + ".dll"));
        string agreed = Path.Combine(Repository.Root, "tests/AuditGen.Documentation.Tests/Api", assembly + ".txt");
        if (Environment.GetEnvironmentVariable("AUDITGEN_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(agreed, surface, TestContext.Current.CancellationToken);
        }

        File.Exists(agreed).ShouldBeTrue($"{agreed} is missing: run the test once with AUDITGEN_ACCEPT=1");
        string[] before = (await File.ReadAllTextAsync(agreed, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Split('\n');
        string[] after = surface.Split('\n');
        (string[] Gone, string[] New) difference = ([.. before.Except(after, StringComparer.Ordinal)], [.. after.Except(before, StringComparer.Ordinal)]);
        difference.Gone.ShouldBeEmpty("gone from the public surface");
        difference.New.ShouldBeEmpty("new in the public surface");
    }

    [Fact]
    public void Every_package_with_an_api_is_watched()
    {
        string[] watched = [.. Assemblies.Select(row => row.Data)];
        string[] libraries = [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(path => Path.GetFileName(path)!).Where(name => name != "AuditGen.Cli").Order(StringComparer.Ordinal)];

        watched.ShouldBe(libraries);
    }
}
