using System.Reflection;
using Erp.Audit;

namespace AuditGen.Erp.Tests;

public sealed class CatalogueTests
{
    private const string Name = "catalogue.csv";

    [Fact]
    public void The_compiled_catalogue_is_the_agreed_one_row_by_row()
    {
        string[] compiled = [.. typeof(ErpActions).Assembly
            .GetCustomAttributes<AuditCatalogueEntryAttribute>()
            .Select(static entry => $"{entry.Context},{entry.ResourceType},{entry.Action},{entry.Category.ToString().ToLowerInvariant()}")
            .Order(StringComparer.Ordinal)];

        compiled.ShouldBe(Agreed().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_module_that_the_runtime_uses_says_the_same_as_the_attributes()
    {
        string[] module = [.. new ErpAuditModule().Actions
            .Select(static action => $"{action.Context},{action.ResourceType},{action.Code},{action.Category.ToString().ToLowerInvariant()}")
            .Order(StringComparer.Ordinal)];

        module.ShouldBe(Agreed().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_agreed_catalogue_has_16_contexts_206_actions_and_27_categories()
    {
        string[][] rows = [.. Agreed().Select(static row => row.Split(','))];

        rows.Length.ShouldBe(206);
        rows.Select(static row => row[0]).Distinct().Count().ShouldBe(16);
        rows.Select(static row => row[3]).Distinct().Count().ShouldBe(Enum.GetValues<AuditCategory>().Length);
    }

    [Fact]
    public void The_copy_of_the_agreed_catalogue_is_up_to_date()
    {
        string original = Path.Combine(Repository(), "..", "shared", "erp", Name);
        if (!File.Exists(original))
        {
            Assert.Skip($"there is no {original} to compare with");
        }

        Agreed().ShouldBe(File.ReadLines(original).Skip(1));
    }

    private static IEnumerable<string> Agreed()
    {
        using Stream stream = typeof(CatalogueTests).Assembly.GetManifestResourceStream(Name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..];
    }

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "AuditGen.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? AppContext.BaseDirectory;
    }
}
