using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Incremental;

/// <summary>What one compilation declares, file by file, and the session that makes its models where they are not known yet.</summary>
internal sealed class CompilationOutline(Compilation compilation, ulong shape, ulong[] members)
{
    private readonly Lazy<(ParseSession Session, DependencyFinder Dependencies)> _session = new(() =>
    {
        var session = new ParseSession(compilation);
        return (session, new DependencyFinder(session));
    });

    /// <summary>Equal for compilations in which every name is bound alike.</summary>
    public ulong Shape { get; } = shape;

    /// <summary>Makes models; not for several threads at a time.</summary>
    public ParseSession Session => _session.Value.Session;

    public DependencyFinder Dependencies => _session.Value.Dependencies;

    /// <summary>A hash over the members of some files.</summary>
    public ulong MembersOf(int[] trees)
    {
        var hash = default(TextHash);
        foreach (int tree in trees)
        {
            hash.Add(members[tree]);
        }

        return hash.Value;
    }
}
