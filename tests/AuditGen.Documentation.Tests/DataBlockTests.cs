using System.Text;
using System.Xml.Linq;
using AuditGen.Documentation.Tests.Markdown;

namespace AuditGen.Documentation.Tests;

/// <summary>What the documents show besides C# is what it says it is. SQL and settings of rules are tested where they belong.</summary>
public sealed class DataBlockTests
{
    private static readonly string[] Known = ["", "csharp", "console", "bash", "sh", "ini", "sql", "text", "json", "xml", "html"];

    public static TheoryData<string, int> Events { get; } = Of("json");

    public static TheoryData<string, int> Projects { get; } = Of("xml");

    public static TheoryData<string, int> Pages { get; } = Of("html");

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_that_a_document_shows_is_read_as_one(string document, int line)
    {
        string text = Block(document, line).Text.ReplaceLineEndings("");

        AuditEvent shown = AuditEvent.Parse(Encoding.UTF8.GetBytes(text));

        shown.Changes.ShouldNotBeEmpty();
        shown.Actor.Name.ShouldBe("Ada Brandt");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_part_of_a_project_file_names_what_there_is(string document, int line)
    {
        XElement part = XElement.Parse(Block(document, line).Text);

        foreach (XElement package in part.Descendants("PackageReference"))
        {
            Directory.Exists(Path.Combine(Repository.Root, "src", package.Attribute("Include")!.Value)).ShouldBeTrue(package.ToString());
            Repository.Read("Directory.Build.props").ShouldContain($"<Version>{package.Attribute("Version")!.Value}</Version>");
        }

        foreach (XElement property in part.Elements().Where(_ => part.Name.LocalName == "PropertyGroup"))
        {
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "analyzers", "configuration"), "*.targets")
                .ShouldContain(path => File.ReadAllText(path).Contains($"$({property.Name.LocalName})", StringComparison.Ordinal), property.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_document_puts_on_a_page_is_served_and_takes_what_it_is_given(string document, int line)
    {
        XElement page = XElement.Parse($"<page>{Block(document, line).Text}</page>");
        string element = Repository.Read("src/AuditGen.AspNetCore/Page/assets/audit-history.js");
        string observed = element.Split('\n').First(static text => text.Contains("observedAttributes", StringComparison.Ordinal));

        page.Elements().Select(static one => one.Name.LocalName).ShouldBeSubsetOf(["script", "audit-history"]);
        element.ShouldContain("customElements.define('audit-history'");
        foreach (XAttribute given in page.Elements("audit-history").Attributes())
        {
            observed.ShouldContain($"'{given.Name.LocalName}'");
        }

        foreach (XElement script in page.Elements("script"))
        {
            File.Exists(Path.Combine(Repository.Root, "src/AuditGen.AspNetCore/Page", script.Attribute("src")!.Value["/audit/".Length..])).ShouldBeTrue(script.ToString());
        }
    }

    [Fact]
    public void Every_block_is_of_a_language_that_a_test_looks_at() =>
        Repository.Documents.SelectMany(static document => CodeBlocks.Of(document, Repository.Read(document)))
            .Where(static block => !Known.Contains(block.Language))
            .Select(static block => $"{block}: {block.Language}")
            .ShouldBeEmpty();

    private static CodeBlock Block(string document, int line) => CodeBlocks.Of(document, Repository.Read(document)).Single(block => block.Line == line);

    private static TheoryData<string, int> Of(string language)
    {
        TheoryData<string, int> found = [];
        foreach (CodeBlock block in Repository.Documents.SelectMany(static document => CodeBlocks.Of(document, Repository.Read(document))).Where(block => block.Language == language))
        {
            found.Add(block.Document, block.Line);
        }

        return found;
    }
}
