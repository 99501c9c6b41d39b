using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>
/// Decides, event by event, whether a query matches: the definition that every store keeps to. Stores narrow down with
/// their indexes first; an in-memory trail uses nothing else.
/// </summary>
public sealed class AuditMatcher
{
    private static readonly AuditPattern _anything = AuditPattern.Parse("*");

    private readonly AuditQuery _query;
    private readonly AuditPattern? _path;
    private readonly AuditPattern? _old;
    private readonly AuditPattern? _new;
    private readonly ImmutableArray<AuditSearchWord> _words;

    /// <summary>Prepares a query.</summary>
    public AuditMatcher(AuditQuery query)
    {
        _query = query;
        _path = query.ChangedPath is { } path ? AuditPattern.Parse(AuditSearchText.Dimension(path)) : null;
        _old = query.OldValue is { } old ? AuditPattern.Parse(old).After(_path ?? _anything, "=") : null;
        _new = query.NewValue is { } @new ? AuditPattern.Parse(@new).After(_path ?? _anything, "=") : null;
        _words = query.Text is { } text ? AuditSearchWord.Parse(text) : [];
    }

    /// <summary>Whether the event matches.</summary>
    public bool Matches(AuditEvent auditEvent) =>
        _query.Access.Allows(auditEvent.Context, auditEvent.Tenant)
        && MatchesTime(auditEvent.Timestamp)
        && Any(_query.Contexts, auditEvent.Context)
        && Any(_query.Tenants, auditEvent.Tenant)
        && Any(_query.Actors, auditEvent.Actor.Id)
        && Any(_query.OnBehalfOf, auditEvent.Actor.OnBehalfOf?.Id)
        && Any(_query.ResourceTypes, auditEvent.Resource?.Type)
        && Any(_query.ResourceIds, auditEvent.Resource?.Id)
        && Any(_query.Actions, auditEvent.Action)
        && (_query.Categories.IsDefaultOrEmpty || _query.Categories.Contains(auditEvent.Category))
        && (_query.Outcomes.IsDefaultOrEmpty || _query.Outcomes.Contains(auditEvent.Outcome))
        && (_query.Operations.IsDefaultOrEmpty || _query.Operations.Contains(auditEvent.Operation))
        && Any(_query.Sessions, auditEvent.Session)
        && Any(_query.Correlations, auditEvent.Correlation)
        && MatchesInside(auditEvent);

    /// <summary>Whether paths, values and words match; the dimensions are taken as compared already.</summary>
    internal bool MatchesInside(AuditEvent auditEvent) => MatchesChanges(auditEvent.Changes) && MatchesWords(auditEvent);

    private static bool Any(ImmutableArray<string> wanted, string? value)
    {
        if (wanted.IsDefaultOrEmpty)
        {
            return true;
        }

        if (value is null)
        {
            return false;
        }

        string compared = AuditSearchText.Dimension(value);
        foreach (string one in wanted)
        {
            if (string.Equals(AuditSearchText.Dimension(one), compared, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesTime(DateTimeOffset time)
    {
        long millisecond = time.ToUnixTimeMilliseconds();
        return (_query.From is not { } from || millisecond >= from.ToUnixTimeMilliseconds())
            && (_query.To is not { } to || millisecond < to.ToUnixTimeMilliseconds());
    }

    private bool MatchesChanges(ImmutableArray<AuditChange> changes)
    {
        bool path = _path is null;
        bool old = _old is null;
        bool @new = _new is null;
        foreach (AuditChange change in changes)
        {
            path = path || _path!.Matches(AuditSearchText.Dimension(change.Path), ignoreCase: false);
            old = old || _old!.Matches(AuditSearchText.Change(change.Path, change.Old), ignoreCase: true);
            @new = @new || _new!.Matches(AuditSearchText.Change(change.Path, change.New), ignoreCase: true);
            if (path && old && @new)
            {
                return true;
            }
        }

        return path && old && @new;
    }

    private bool MatchesWords(AuditEvent auditEvent)
    {
        if (_words.IsEmpty)
        {
            return true;
        }

        IReadOnlyCollection<string> words = AuditSearchText.Words(auditEvent);
        foreach (AuditSearchWord wanted in _words)
        {
            bool found = wanted.IsPrefix
                ? words.Any(word => word.StartsWith(wanted.Word, StringComparison.Ordinal))
                : words.Contains(wanted.Word, StringComparer.Ordinal);
            if (!found)
            {
                return false;
            }
        }

        return true;
    }
}
