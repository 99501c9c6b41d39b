using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>
/// Reads resources from the database, in the running transaction: for entities that were attached by hand, of which the change
/// tracker knows neither what they were nor, where only some members are written, what they are.
/// </summary>
internal sealed class StoredCopies : IAsyncDisposable, IDisposable
{
    private readonly DbContext _context;
    private readonly ModelPlan _plans;

    private StoredCopies(DbContext context, ModelPlan plans)
    {
        _context = context;
        _plans = plans;
    }

    /// <summary>Opens a second context on the connection, transaction and model of another one.</summary>
    public static StoredCopies Open(DbContext context, ModelPlan plans)
    {
        var builder = new DbContextOptionsBuilder();
        foreach (IDbContextOptionsExtension extension in context.GetService<IDbContextOptions>().Extensions)
        {
            ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(extension);
        }

        var second = new DbContext(builder.UseModel(context.Model).Options);
        second.Database.SetDbConnection(context.Database.GetDbConnection());
        if (context.Database.CurrentTransaction?.GetDbTransaction() is { } transaction)
        {
            second.Database.UseTransaction(transaction);
        }

        return new StoredCopies(second, plans);
    }

    /// <summary>The context that reads.</summary>
    public DbContext Context => _context;

    /// <summary>The state of the resource as the database holds it with its parts, or <see langword="null"/> where it holds none.</summary>
    public async ValueTask<object?> ReadAsync(EntityEntry entry, bool async, CancellationToken cancellationToken)
    {
        if (KeyValues.Read(entry, entry.Metadata.FindPrimaryKey()!.Properties, original: false) is not { } key)
        {
            return null;
        }

        object? found = async
            ? await _context.FindAsync(entry.Metadata.ClrType, key, cancellationToken).ConfigureAwait(false)
            : _context.Find(entry.Metadata.ClrType, key);
        if (found is null)
        {
            return null;
        }

        await LoadAsync(_context.Entry(found), async, cancellationToken).ConfigureAwait(false);
        return Rows().Capture(_context.Entry(found));
    }

    /// <summary>The rows that the context has read by now.</summary>
    public RowCopies Rows() => new(new TrackedEntities(_context), _plans, original: false);

    /// <inheritdoc/>
    public void Dispose() => _context.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private async ValueTask LoadAsync(EntityEntry entry, bool async, CancellationToken cancellationToken)
    {
        EntityPlan plan = _plans[entry.Metadata];
        foreach (INavigationBase navigation in plan.Parts.Cast<INavigationBase>().Concat(plan.Resources).Concat(plan.References).Concat(plan.Links))
        {
            NavigationEntry member = entry.Navigation(navigation);
            if (!navigation.TargetEntityType.IsOwned() && !member.IsLoaded)
            {
                if (async)
                {
                    await member.LoadAsync(cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    member.Load();
                }
            }

            if (plan.Parts.Contains(navigation))
            {
                foreach (object part in RowCopies.Members(member))
                {
                    await LoadAsync(_context.Entry(part), async, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }
}
