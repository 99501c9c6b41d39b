using System.IO.Compression;

namespace AuditGen.Packaging.Tests;

[Collection(ConsumerCollection.Name)]
public sealed class PackagingTests(PackagedConsumer consumer)
{
    [Fact]
    public async Task The_AuditGen_package_carries_generator_analyzers_and_fixes()
    {
        string package = System.IO.Directory.GetFiles(consumer.Feed, "AuditGen.*.nupkg").Single(file => char.IsAsciiDigit(Path.GetFileName(file)["AuditGen.".Length]));

        await using ZipArchive archive = await ZipFile.OpenReadAsync(package, TestContext.Current.CancellationToken);

        archive.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe([
            "analyzers/dotnet/cs/AuditGen.Analyzers.dll",
            "analyzers/dotnet/cs/AuditGen.CodeFixes.dll",
            "analyzers/dotnet/cs/AuditGen.Generators.dll",
            "lib/net10.0/AuditGen.dll",
        ]);
    }

    [Fact]
    public async Task What_the_README_says_to_write_builds_runs_and_prints_its_first_event()
    {
        (await consumer.DotnetAsync(TestContext.Current.CancellationToken, "build", "-c", "Release", "-o", "built")).ShouldSucceed();

        ToolRun run = (await consumer.DotnetAsync(TestContext.Current.CancellationToken, "built/Consumer.dll")).ShouldSucceed();

        run.Output.ShouldContain("invoice.post by Ada Brandt: month end");
        run.Output.ShouldContain("/status: Draft -> Posted");
    }

    [Fact]
    public async Task The_consumer_runs_trimmed_and_self_contained()
    {
        (await consumer.DotnetAsync(TestContext.Current.CancellationToken, "publish", "-c", "Release", "-r", "linux-x64", "--self-contained",
            "-p:PublishTrimmed=true", "-p:TrimmerSingleWarn=false", "-o", "published")).ShouldSucceed()
            .Output.ShouldNotContain("warning IL");

        ToolRun run = (await consumer.RunAsync(Path.Combine(consumer.Project, "published", "Consumer"), TestContext.Current.CancellationToken)).ShouldSucceed();

        run.Output.ShouldContain("/status: Draft -> Posted");
    }
}
