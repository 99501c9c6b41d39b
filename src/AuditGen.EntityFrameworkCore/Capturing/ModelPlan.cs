using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AuditGen.EntityFrameworkCore.Outbox;
using AuditGen.EntityFrameworkCore.Shadows;
using AuditGen.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>Which entity types of a model are resources, which are parts of them, and how they hang together.</summary>
internal sealed class ModelPlan
{
    private readonly Dictionary<IEntityType, EntityPlan> _plans = new(ReferenceEqualityComparer.Instance);
    private readonly string[] _tables;

    /// <summary>Reads the model of a context.</summary>
    public ModelPlan(DbContext context, AuditCatalogue catalogue)
    {
        IModel model = context.Model;
        Outbox = OutboxTable.Find(context);
        foreach (IEntityType type in model.GetEntityTypes())
        {
            // Owned entities and those that share a class (join entities) are told apart by their owner, not by their class.
            bool canBeResource = !type.IsOwned() && !type.HasSharedClrType;
            _plans[type] = new EntityPlan
            {
                Type = type,
                Resource = canBeResource ? catalogue.Find(type.ClrType) : null,
                Plain = canBeResource ? PlainRow.Of(type) : null,
            };
        }

        foreach (EntityPlan plan in _plans.Values)
        {
            plan.Parts = [.. plan.Type.GetNavigations().Where(navigation => !navigation.IsOnDependent && this[navigation.TargetEntityType].Resource is null)];
            plan.Resources = [.. plan.Type.GetNavigations().Where(navigation => !navigation.IsOnDependent && this[navigation.TargetEntityType].Resource is not null)];
            plan.References = [.. plan.Type.GetNavigations().Where(static navigation => navigation.IsOnDependent)];
            plan.Links = [.. plan.Type.GetSkipNavigations()];
        }

        FindHolders(model);
        var shadows = new ShadowPlanner(this);
        shadows.Plan(model);
        Undecided = shadows.Undecided;
        _tables = [.. _plans.Values.Where(static plan => plan.IsRecorded).Select(static plan => plan.Type.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The outbox of the model, or <see langword="null"/> where it has none.</summary>
    public OutboxTable? Outbox { get; }

    /// <summary>The shadow properties of which the model does not say whether they are recorded.</summary>
    public ImmutableArray<string> Undecided { get; }

    /// <summary>Whether a statement that no change tracker made may write what is recorded: it names a table, or calls a procedure.</summary>
    public bool MayWrite(string statement)
    {
        ReadOnlySpan<char> text = statement.AsSpan().TrimStart();
        return text.StartsWith("exec", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("call", StringComparison.OrdinalIgnoreCase)
            || Array.Exists(_tables, table => Names(statement, table));
    }

    /// <summary>The plan of an entity type.</summary>
    public EntityPlan this[IEntityType type] => _plans[type];

    // A name is a whole word; the one that is also SQL's own, order, is a name unless it begins an ORDER BY.
    private static bool Names(string statement, string table)
    {
        for (int at = statement.IndexOf(table, StringComparison.OrdinalIgnoreCase); at >= 0;
            at = statement.IndexOf(table, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + table.Length;
            if ((at == 0 || !IsPartOfName(statement[at - 1]))
                && (end == statement.Length || !IsPartOfName(statement[end]))
                && !statement.AsSpan(end).TrimStart().StartsWith("by ", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartOfName(char each) => char.IsLetterOrDigit(each) || each is '_' or '$';

    private void FindHolders(IModel model)
    {
        ILookup<IEntityType, IForeignKey> linked = model.GetEntityTypes()
            .SelectMany(static type => type.GetDeclaredSkipNavigations())
            .ToLookup(static link => link.JoinEntityType, static link => link.ForeignKey);
        foreach (EntityPlan plan in _plans.Values)
        {
            plan.IsRecorded = Reaches(plan, linked, []);
        }

        foreach (EntityPlan plan in _plans.Values)
        {
            plan.Holders = [.. HoldersOf(plan.Type, linked).Where(key => IsRecordedAny(key.PrincipalEntityType))];
        }
    }

    // A resource may be a type that is derived from the principal's.
    private bool IsRecordedAny(IEntityType type) => type.GetDerivedTypesInclusive().Any(derived => _plans[derived].IsRecorded);

    private static IEnumerable<IForeignKey> HoldersOf(IEntityType type, ILookup<IEntityType, IForeignKey> linked) =>
        type.GetForeignKeys().Where(static key => key.PrincipalToDependent is not null).Concat(linked[type]).Distinct();

    private bool Reaches(EntityPlan plan, ILookup<IEntityType, IForeignKey> linked, HashSet<IEntityType> visited) =>
        plan.Resource is not null
        || (visited.Add(plan.Type) && HoldersOf(plan.Type, linked)
            .SelectMany(static key => key.PrincipalEntityType.GetDerivedTypesInclusive())
            .Any(holder => Reaches(_plans[holder], linked, visited)));

    /// <summary>Keeps the plans of models for as long as the models live.</summary>
    internal sealed class Cache(AuditCatalogue catalogue, ILogger logger)
    {
        private readonly ConditionalWeakTable<IModel, ModelPlan> _plans = [];

        /// <summary>The plan of a context's model.</summary>
        public ModelPlan For(DbContext context) =>
            _plans.TryGetValue(context.Model, out ModelPlan? known) ? known : _plans.GetValue(context.Model, _ => Read(context));

        private ModelPlan Read(DbContext context)
        {
            var plan = new ModelPlan(context, catalogue);
            if (!plan.Undecided.IsEmpty)
            {
                CaptureLog.ShadowsNotRecorded(logger, context.GetType(), string.Join(", ", plan.Undecided));
            }

            return plan;
        }
    }
}
