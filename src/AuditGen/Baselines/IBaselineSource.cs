namespace AuditGen.Baselines;

/// <summary>Reads existing records in an order that does not change, a page at a time.</summary>
/// <typeparam name="TResource">The auditable type.</typeparam>
public interface IBaselineSource<TResource>
    where TResource : notnull
{
    /// <summary>How many records stand behind the cursor, or <see langword="null"/> where counting costs too much.</summary>
    /// <param name="after">A cursor of this source; <see langword="null"/> for the beginning.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    ValueTask<long?> CountAsync(string? after, CancellationToken cancellationToken);

    /// <summary>Reads the next records; none at the end.</summary>
    /// <param name="after">A cursor of this source; <see langword="null"/> for the beginning.</param>
    /// <param name="count">At most this many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<IReadOnlyList<BaselineRecord<TResource>>> ReadAsync(string? after, int count, CancellationToken cancellationToken);
}
