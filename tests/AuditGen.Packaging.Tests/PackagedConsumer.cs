
namespace AuditGen.Packaging.Tests;

/// <summary>
/// The packages as a user gets them: packed, put into a folder feed, restored into an empty package folder by a consumer
/// outside the repository, whose source is what the README tells a newcomer to write.
/// </summary>
public sealed class PackagedConsumer : IAsyncLifetime
{
    private static readonly string[] Packages = ["AuditGen.Abstractions", "AuditGen", "AuditGen.Sqlite"];
    private readonly Dictionary<string, string> _environment = [];

    public string Directory { get; } = Path.Combine(Path.GetTempPath(), $"auditgen-consumer-{Guid.NewGuid():n}");

    public string Feed => Path.Combine(Directory, "feed");

    public string Project => Path.Combine(Directory, "consumer");

    public async ValueTask InitializeAsync()
    {
        System.IO.Directory.CreateDirectory(Feed);
        string root = Build.RepositoryRoot;
        foreach (string package in Packages)
        {
            ToolRun packed = await ToolRun.OnProjectsAsync(root, CancellationToken.None,
                "pack", Path.Combine("src", package), "-c", Build.Configuration, "--no-build", "-o", Feed);
            packed.ShouldSucceed();
        }

        CopyConsumer();
        string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        _environment["NUGET_PACKAGES"] = Path.Combine(Directory, "packages");
        _environment["NUGET_FALLBACK_PACKAGES"] = machine;
    }

    public Task<ToolRun> DotnetAsync(CancellationToken cancellationToken, params string[] arguments) =>
        ToolRun.StartAsync("dotnet", Project, _environment, cancellationToken, arguments);

    public Task<ToolRun> RunAsync(string program, CancellationToken cancellationToken, params string[] arguments) =>
        ToolRun.StartAsync(program, Project, _environment, cancellationToken, arguments);

    /// <summary>Lets the next build compile everything: it is as on a fresh checkout.</summary>
    public void ForgetBuilds()
    {
        string built = Path.Combine(Project, "obj", "Release");
        if (System.IO.Directory.Exists(built))
        {
            System.IO.Directory.Delete(built, recursive: true);
        }
    }

    public ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void CopyConsumer()
    {
        System.IO.Directory.CreateDirectory(Project);
        foreach (string file in System.IO.Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
        {
            File.Copy(file, Path.Combine(Project, Path.GetFileName(file)));
        }

        foreach ((string name, string code) in ReadmeFiles.Read(Path.Combine(Build.RepositoryRoot, "README.md")))
        {
            File.WriteAllText(Path.Combine(Project, name), code);
        }

        File.WriteAllText(Path.Combine(Project, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="feed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
    }
}
