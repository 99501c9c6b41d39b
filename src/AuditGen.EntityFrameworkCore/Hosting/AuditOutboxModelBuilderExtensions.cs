using AuditGen.EntityFrameworkCore.Outbox;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Puts the outbox into a model.</summary>
public static class AuditOutboxModelBuilderExtensions
{
    /// <summary>The table's name, where no other is given.</summary>
    public const string DefaultTable = "audit_outbox";

    /// <summary>
    /// Adds the table in which events wait that are committed with the changes of this context. Call it in
    /// <c>OnModelCreating</c>, add a migration (docs/entity-framework.md shows its SQL), and let one or more processes relay it:
    /// <c>audit.AddOutbox&lt;TContext&gt;()</c>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="schema">The table's schema, where it is not the default one.</param>
    public static ModelBuilder AddAuditOutbox(this ModelBuilder model, string table = DefaultTable, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        return model.Entity<AuditOutboxRow>(row =>
        {
            row.ToTable(table, schema);
            row.HasKey(static each => each.Position);
            row.Property(static each => each.Position).HasColumnName("position").ValueGeneratedOnAdd();
            row.Property(static each => each.Operation).HasColumnName("operation");
            row.Property(static each => each.WrittenAt).HasColumnName("written_at");
            row.Property(static each => each.Count).HasColumnName("count");
            row.Property(static each => each.Events).HasColumnName("events");
            row.Property(static each => each.Journal).HasColumnName("journal").HasMaxLength(200);
        });
    }
}
