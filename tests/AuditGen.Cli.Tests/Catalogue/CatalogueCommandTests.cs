using AuditGen.Cli.Tests.Catalogue;

[assembly: AuditGen.AuditCatalogueEntry("finance", "invoice", "invoice.post", AuditGen.AuditCategory.Post, Handlers = ["App.PostInvoiceHandler"])]
[assembly: AuditGen.AuditCatalogueEntry("finance", "invoice", "invoice.cancel", AuditGen.AuditCategory.Cancel, Handlers = ["App.CancelInvoiceHandler"])]
[assembly: AuditGen.AuditCatalogueResource("finance", "invoice", typeof(CatalogueCommandTests), Members = ["/id", "/lines/*/quantity"])]
[assembly: AuditGen.CommandHandler(typeof(ISampleHandler<>))]

namespace AuditGen.Cli.Tests.Catalogue;

/// <summary>Reads the catalogue of this very test assembly.</summary>
public sealed class CatalogueCommandTests
{
    private static string Own => typeof(CatalogueCommandTests).Assembly.Location;

    [Fact]
    public async Task Csv_has_one_row_an_action() => (await RunAsync("--assembly", Own)).ShouldBe(
        "context,resource_type,action,category\nfinance,invoice,invoice.cancel,cancel\nfinance,invoice,invoice.post,post\n");

    [Fact]
    public async Task Lock_is_what_the_analyzers_read() => (await RunAsync("--assembly", Own, "--format", "lock")).ShouldBe(
        """
        # AuditGen catalogue lock, version 1: what readers of the trail rely on.
        action finance invoice invoice.cancel cancel
        action finance invoice invoice.post post
        member finance invoice /id
        member finance invoice /lines/*/quantity

        """);

    [Fact]
    public async Task Markdown_names_the_handlers() => (await RunAsync("--assembly", Own, "--format", "md")).ShouldContain(
        "| finance | invoice | `invoice.post` | post | App.PostInvoiceHandler |");

    [Fact]
    public async Task Coverage_counts_what_is_audited_exempt_and_uncovered() => (await RunAsync("--assembly", Own, "--coverage")).ShouldBe(
        $"finance: 2 handlers audited, 2 actions\nexempt: 1, uncovered: 1\nuncovered: {typeof(UncoveredHandler).FullName}\n");

    [Fact]
    public async Task What_is_no_assembly_is_refused_with_a_sentence()
    {
        string file = Path.GetTempFileName();
        try
        {
            using var error = new StringWriter();
            int exit = await AuditGenCommandLine.RunAsync(["catalogue", "--assembly", file], Host(TextWriter.Null, error), TestContext.Current.CancellationToken);
            exit.ShouldBe(ExitCode.Failed);
            error.ToString().ShouldContain("is not a .NET assembly");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        int exit = await AuditGenCommandLine.RunAsync(["catalogue", .. arguments], Host(output, TextWriter.Null), TestContext.Current.CancellationToken);
        exit.ShouldBe(ExitCode.Ok);
        return output.ToString();
    }

    private static CliHost Host(TextWriter output, TextWriter error) => new(output, error, () => Stream.Null, TimeProvider.System);
}

public interface ISampleHandler<T>;

[AuditExempt("nothing happens")]
public sealed class ExemptHandler : ISampleHandler<int>;

public sealed class UncoveredHandler : ISampleHandler<string>;
