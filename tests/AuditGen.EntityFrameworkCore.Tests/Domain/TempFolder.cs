namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TempFolder(string? parent = null) : IDisposable
{
    public string Path { get; } = parent is null
        ? Directory.CreateTempSubdirectory("auditgen-ef-").FullName
        : Directory.CreateDirectory(System.IO.Path.Combine(parent, $"auditgen-ef-{Guid.NewGuid():N}")).FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
