using System.Text.Json;

namespace AuditGen.Packaging.Tests;

/// <summary>What a team sees that references the package and adds a command nobody audits.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class PackagedRulesTests(PackagedConsumer consumer) : IDisposable
{
    private const string Handler = """
        public sealed record VoidInvoice(Guid Id);

        public sealed class VoidInvoiceHandler(Invoices invoices) : ICommandHandler<VoidInvoice>
        {
            public Task HandleAsync(VoidInvoice command, CancellationToken cancellationToken)
            {
                invoices.Get(command.Id).Post();
                return Task.CompletedTask;
            }
        }
        """;

    private string Added => Path.Combine(consumer.Project, "VoidInvoice.cs");

    public void Dispose() => File.Delete(Added);

    [Fact]
    public async Task A_command_that_nobody_audits_fails_the_build_and_says_what_to_write()
    {
        ToolRun build = await BuildAsync(Handler);

        build.ExitCode.ShouldNotBe(0);
        build.Output.ShouldContain("VoidInvoice.cs(3,");
        build.Output.ShouldContain("error AUD1001");
        build.Output.ShouldContain("[AuditExempt(");
    }

    [Fact]
    public async Task The_strictest_analysis_finds_nothing_in_generated_code()
    {
        ToolRun build = await BuildAsync("// nothing more", "-p:AnalysisLevel=latest-all", "-p:GenerateDocumentationFile=true");

        // The program itself is not written for these rules, which shows that they are on.
        build.Output.ShouldContain("error CS1591");
        build.Output.ShouldContain("error CA");
        build.Output.Split('\n').Where(static line => line.Contains(".g.cs(", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_rules_the_same_command_builds() =>
        (await BuildAsync(Handler, "-p:AuditGenRules=none")).ShouldSucceed();

    [Fact]
    public async Task A_preset_that_does_not_exist_is_refused_by_name()
    {
        ToolRun build = await BuildAsync(Handler, "-p:AuditGenRules=strickt");

        build.ExitCode.ShouldNotBe(0);
        build.Output.ShouldContain("write default, strict or none");
    }

    [Fact]
    public async Task A_written_exemption_covers_it_and_stands_in_the_inventory()
    {
        (await BuildAsync(Handler.Replace("public sealed class", "[AuditGen.AuditExempt(\"undone by the nightly run\")]\npublic sealed class", StringComparison.Ordinal), "-p:ErrorLog=exempt.sarif%2cversion=2.1"))
            .ShouldSucceed();

        JsonElement[] results = Results("exempt.sarif");
        results.ShouldContain(result => result.GetRawText().Contains("undone by the nightly run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pragma_suppresses_it_and_the_suppression_stands_in_SARIF()
    {
        (await BuildAsync($"#pragma warning disable AUD1001\n{Handler}", "-p:ErrorLog=pragma.sarif%2cversion=2.1")).ShouldSucceed();

        Suppression("pragma.sarif").GetProperty("kind").GetString().ShouldBe("inSource");
    }

    [Fact]
    public async Task An_attribute_suppresses_it_and_its_justification_stands_in_SARIF()
    {
        const string attribute = "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"AuditGen.Handlers\", \"AUD1001\", Justification = \"audited upstream\")]\npublic sealed class";
        (await BuildAsync(Handler.Replace("public sealed class", attribute, StringComparison.Ordinal), "-p:ErrorLog=attribute.sarif%2cversion=2.1")).ShouldSucceed();

        Suppression("attribute.sarif").GetProperty("justification").GetString().ShouldBe("audited upstream");
    }

    private Task<ToolRun> BuildAsync(string added, params string[] arguments)
    {
        File.WriteAllText(Added, added);
        return consumer.DotnetAsync(TestContext.Current.CancellationToken, ["build", "-c", "Release", "-o", "rules", "--no-incremental", .. arguments]);
    }

    private JsonElement Suppression(string file) => Results(file)
        .Single(result => result.GetProperty("ruleId").GetString() == "AUD1001")
        .GetProperty("suppressions")[0];

    private JsonElement[] Results(string file) =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(consumer.Project, file))).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
}
