namespace Erp.Kernel;

/// <summary>One aggregate to be written by the next commit.</summary>
internal interface IPendingWrite
{
    /// <summary>The aggregate.</summary>
    Aggregate Target { get; }

    /// <summary>Makes sure that <see cref="Apply"/> cannot fail.</summary>
    /// <exception cref="CommitFailedException">It would.</exception>
    void Reserve();

    /// <summary>Undoes <see cref="Reserve"/>.</summary>
    void Release();

    /// <summary>Writes.</summary>
    void Apply();
}
