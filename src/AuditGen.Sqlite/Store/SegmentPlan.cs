using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AuditGen.Reading;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Store;

/// <summary>
/// How one segment answers a query: an expression of its full-text index, and conditions on its rows. Beginnings of words are
/// left out at first, so that what comes of it has to be looked at; <see cref="Tightened"/> puts them in where that is cheaper.
/// </summary>
internal sealed class SegmentPlan
{
    // A value that most events have is cheaper to compare row by row than to intersect.
    private const double Frequent = 0.4;

    private readonly MonthReader _reader;
    private readonly ImmutableArray<string> _beginnings;
    private readonly List<byte[]> _expressions = [];
    private readonly StringBuilder _rows = new();

    private SegmentPlan(MonthReader reader, ImmutableArray<string> beginnings)
    {
        _reader = reader;
        _beginnings = beginnings;
    }

    /// <summary>Whether nothing in the segment can match.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Whether beginnings of words are left out of <see cref="Match"/>.</summary>
    public bool IsLoose => !_beginnings.IsEmpty;

    /// <summary>Whether beginnings of words were left out for good: what comes of the plan has to be looked at.</summary>
    public bool MustLook { get; private set; }

    /// <summary>The expression of the full-text index; <see langword="null"/> where rows are read as they come.</summary>
    public byte[]? Match => _expressions.Count == 0 ? null : IndexExpression.All(_expressions);

    /// <summary>Conditions on rows, each beginning with <c>AND</c>.</summary>
    public string Rows => _rows.ToString();

    /// <summary>Plans a query for one segment.</summary>
    public static SegmentPlan For(MonthReader reader, AuditQuery query, InsidePlan inside, TermNames names)
    {
        SegmentPlan plan = new(reader, inside.Beginnings) { IsEmpty = inside.IsEmpty };
        plan._expressions.AddRange(inside.Expressions);
        plan.AddTerms(names, TermKind.ResourceId, query.ResourceIds);
        plan.AddTerms(names, TermKind.Session, query.Sessions);
        plan.AddTerms(names, TermKind.Correlation, query.Correlations);
        plan.AddTerms(names, TermKind.Operation, query.Operations.IsDefaultOrEmpty ? [] : [.. query.Operations.Select(id => id.ToString("D"))]);
        plan.AddDimension(names, TermKind.Context, AuditDimension.Context, query.Contexts);
        plan.AddDimension(names, TermKind.Tenant, AuditDimension.Tenant, query.Tenants);
        plan.AddDimension(names, TermKind.Actor, AuditDimension.Actor, query.Actors);
        plan.AddDimension(names, TermKind.OnBehalfOf, AuditDimension.OnBehalfOf, query.OnBehalfOf);
        plan.AddDimension(names, TermKind.ResourceType, AuditDimension.ResourceType, query.ResourceTypes);
        plan.AddDimension(names, TermKind.Action, AuditDimension.Action, query.Actions);
        plan.AddDimension(names, TermKind.Category, AuditDimension.Category,
            query.Categories.IsDefaultOrEmpty ? [] : [.. query.Categories.Select(category => category.ToName())]);
        plan.AddDimension(names, TermKind.Outcome, AuditDimension.Outcome,
            query.Outcomes.IsDefaultOrEmpty ? [] : [.. query.Outcomes.Select(outcome => outcome.ToName())]);
        plan.AddAccess(query.Access);
        return plan;
    }

    /// <summary>The plan with each beginning in the expression, or left out for good, whichever is the cheapest way.</summary>
    public SegmentPlan Tightened(BeginningCosts costs, KeyRange range)
    {
        SegmentPlan plan = new(_reader, []) { IsEmpty = IsEmpty };
        plan._expressions.AddRange(_expressions);
        plan._rows.Append(_rows);
        plan.MustLook = plan.FindsAtMost(range, costs.FirstMisses / LookCost(costs));
        if (plan.MustLook)
        {
            return plan;
        }

        // The rarest first: what they leave may be few enough to look at.
        foreach ((string beginning, long pages) in _beginnings.Select(one => (one, _reader.Words.PagesOf(one))).OrderBy(one => one.Item2))
        {
            if (pages <= costs.FewPages)
            {
                plan._expressions.Add(IndexExpression.Prefix(beginning));
            }
            else if (_reader.Words.BeginningWith(beginning, costs.FewWords) is { } words)
            {
                plan.AddWords(words);
            }
            else if (plan.FindsAtMost(range, pages * costs.LooksPerPage / LookCost(costs)))
            {
                plan.MustLook = true;
            }
            else
            {
                plan._expressions.Add(IndexExpression.Prefix(beginning));
            }
        }

        return plan;
    }

    private int LookCost(BeginningCosts costs) => _reader.Segment.IsArchive ? costs.Archived : 1;

    private bool FindsAtMost(KeyRange range, long most)
    {
        if (IsEmpty || range.IsEmpty)
        {
            return true;
        }

        using SqliteStatement rows = SegmentScan.Prepare(_reader, this, range, "1");
        long found = 0;
        while (found <= most && rows.Step())
        {
            found++;
        }

        return found <= most;
    }

    private void AddAccess(AuditAccess access)
    {
        if (access.Contexts is { } contexts)
        {
            AddRows("context", [.. contexts.Select(value => _reader.TermOf(AuditDimension.Context, value)).Where(term => term != 0)]);
        }

        if (access.Tenants is { } tenants)
        {
            IEnumerable<int> terms = tenants.Select(value => _reader.TermOf(AuditDimension.Tenant, value)).Where(term => term != 0);
            AddRows("tenant", [.. access.WithoutTenant ? terms.Append(0) : terms]);
        }
    }

    private void AddTerms(TermNames names, TermKind kind, ImmutableArray<string> values)
    {
        if (!values.IsDefaultOrEmpty)
        {
            AddAny(values.Select(value => names.Name(kind, AuditSearchText.Dimension(value))));
        }
    }

    private void AddDimension(TermNames names, TermKind kind, AuditDimension dimension, ImmutableArray<string> values)
    {
        if (values.IsDefaultOrEmpty || IsEmpty)
        {
            return;
        }

        List<byte[]> known = [];
        List<int> terms = [];
        long events = 0;
        foreach (string value in values)
        {
            int term = _reader.TermOf(dimension, value);
            if (term != 0)
            {
                known.Add(names.Name(kind, AuditSearchText.Dimension(value)));
                terms.Add(term);
                events += _reader.EventsWith((int)dimension, term);
            }
        }

        if (terms.Count == 0 || events > Frequent * _reader.Events)
        {
            AddRows(ColumnOf(dimension), terms);
        }
        else
        {
            AddAny(known);
        }
    }

    private void AddAny(IEnumerable<byte[]> terms) =>
        _expressions.Add(IndexExpression.Any([.. terms.Select(static term => IndexExpression.Term(term))]));

    private void AddWords(IReadOnlyList<byte[]> words)
    {
        IsEmpty |= words.Count == 0;
        if (!IsEmpty)
        {
            AddAny(words);
        }
    }

    private void AddRows(string column, List<int> terms)
    {
        IsEmpty |= terms.Count == 0;
        _rows.Append(CultureInfo.InvariantCulture, $" AND events.{column} IN ({string.Join(',', terms)})");
    }

    private static string ColumnOf(AuditDimension dimension) => dimension switch
    {
        AuditDimension.Context => "context",
        AuditDimension.Tenant => "tenant",
        AuditDimension.Actor => "actor",
        AuditDimension.OnBehalfOf => "on_behalf_of",
        AuditDimension.ResourceType => "resource_type",
        AuditDimension.Action => "action",
        AuditDimension.Category => "category",
        _ => "outcome",
    };
}
