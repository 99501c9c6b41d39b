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

    [Fact]
    public async Task No_value_of_a_sensitive_member_stands_in_SARIF_or_in_the_output_of_the_build()
    {
        ToolRun build = await BuildAsync(
            """
            using AuditGen;

            [Auditable("sales", "vault")]
            public sealed class Vault
            {
                [AuditKey]
                public string Id { get; set; } = "Canary7f3a-id";

                public string Password { get; set; } = "Canary7f3a-password";

                public decimal MonthlySalary { get; set; } = 7139.4471m;

                public object? Anything { get; set; } = "Canary7f3a-object";

                public Dictionary<object, string> Tokens { get; } = new() { ["Canary7f3a-key"] = "Canary7f3a-token" };

                [AuditSensitive(Sensitivity.Mask)]
                public string Iban { get; set; } = "Canary7f3a-iban";

                [AuditSensitive(Sensitivity.Hash)]
                public string Number = "Canary7f3a-number";

                [AuditIgnore("")]
                public string Pin { get; set; } = "Canary7f3a-pin";

                [AuditPersonalData(Subject = "Nobody")]
                public string Name { get; set; } = "Canary7f3a-name";

                public void Tell()
                {
                    Console.WriteLine("Canary7f3a-text " + Iban);
                    throw new InvalidOperationException($"Canary7f3a-text {Iban} {Number ?? "Canary7f3a-default"}");
                }
            }
            """,
            "-p:ErrorLog=secrets.sarif%2cversion=2.1",
            "-p:TreatWarningsAsErrors=false");

        string sarif = await File.ReadAllTextAsync(Path.Combine(consumer.Project, "secrets.sarif"), TestContext.Current.CancellationToken);
        string[] reported = [.. Results("secrets.sarif").Select(static result => result.GetProperty("ruleId").GetString()!).Distinct()];
        foreach (string rule in new[] { "AUD2001", "AUD2002", "AUD2003" })
        {
            reported.ShouldContain(rule, build.Output);
        }

        foreach (string text in new[] { sarif, build.Output })
        {
            text.ShouldNotContain("Canary7f3a");
            text.ShouldNotContain("7139.4471");
        }
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
