using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using AuditGen.AspNetCore.Answers;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>Reads the parameters of a request; collects everything that is wrong with them before it refuses.</summary>
internal sealed class QuestionReader
{
    /// <summary>The parameters that filter, one for each dimension of the query model.</summary>
    public static readonly FrozenSet<string> Filters = FrozenSet.Create(
        StringComparer.Ordinal,
        "context", "tenant", "actor", "on_behalf_of", "resource_type", "resource_id", "action", "category", "outcome", "operation",
        "session", "correlation", "path", "old", "new", "q", "from", "to");

    private const int MaxValues = 100;
    private const int MaxLength = 1024;

    private readonly IQueryCollection _query;
    private readonly List<string> _faults = [];

    /// <summary>Reads a question that takes every filter.</summary>
    /// <param name="http">The request.</param>
    /// <param name="others">The parameters that it takes beside them.</param>
    public QuestionReader(HttpContext http, params ReadOnlySpan<string> others)
        : this(http, Filters, others)
    {
    }

    private QuestionReader(HttpContext http, FrozenSet<string> filters, ReadOnlySpan<string> others)
    {
        _query = http.Request.Query;
        foreach ((string name, StringValues values) in _query)
        {
            if (!filters.Contains(name) && !others.Contains(name))
            {
                _faults.Add($"There is no parameter \"{Shown(name)}\".");
            }

            if (values.Count > MaxValues)
            {
                _faults.Add($"\"{Shown(name)}\" has more than {MaxValues} values.");
            }

            foreach (string? value in values)
            {
                if (value is { Length: > MaxLength })
                {
                    _faults.Add($"A value of \"{Shown(name)}\" is longer than {MaxLength} characters.");
                }
            }
        }
    }

    /// <summary>Reads a question that takes these parameters and no filter: one that would be ignored is refused.</summary>
    public static QuestionReader Only(HttpContext http, params ReadOnlySpan<string> parameters) => new(http, FrozenSet<string>.Empty, parameters);

    /// <summary>What is wrong with the parameters read so far, or <see langword="null"/>.</summary>
    public Problem? Problem => _faults.Count == 0 ? null : Answers.Problem.Invalid(_faults);

    public AuditQuery Query(AuditAccess access) => new()
    {
        Access = access,
        Contexts = Many("context"),
        Tenants = Many("tenant"),
        Actors = Many("actor"),
        OnBehalfOf = Many("on_behalf_of"),
        ResourceTypes = Many("resource_type"),
        ResourceIds = Many("resource_id"),
        Actions = Many("action"),
        Categories = Names<AuditCategory>("category"),
        Outcomes = Names<AuditOutcome>("outcome"),
        Operations = Ids("operation"),
        Sessions = Many("session"),
        Correlations = Many("correlation"),
        ChangedPath = One("path"),
        OldValue = One("old"),
        NewValue = One("new"),
        Text = One("q"),
        From = Time("from"),
        To = Time("to"),
    };

    public AuditPaging Paging(AuditOrder order)
    {
        int size = Number("limit", 1, AuditPaging.MaxSize) ?? 50;
        AuditCursor? after = null;
        if (One("cursor") is { } text && !AuditCursor.TryParse(text, out after))
        {
            _faults.Add("\"cursor\" is not one that an answer gave as \"next\".");
        }

        return new AuditPaging { Order = order, Size = size, After = after };
    }

    public T? Name<T>(string parameter)
        where T : struct, Enum => Names<T>(parameter) is [var value, ..] ? value : null;

    public ImmutableArray<T> Names<T>(string parameter)
        where T : struct, Enum
    {
        ImmutableArray<T>.Builder found = ImmutableArray.CreateBuilder<T>();
        foreach (string value in Many(parameter))
        {
            // Digits parse as a number of the enum and underscores stand between words of a name: only names are meant.
            if (Enum.TryParse(value.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out T name) && !char.IsAsciiDigit(value[0]) && Enum.IsDefined(name))
            {
                found.Add(name);
            }
            else
            {
                _faults.Add($"\"{parameter}\" is one of {string.Join(", ", Enum.GetNames<T>().Select(Snake))}.");
            }
        }

        return found.DrainToImmutable();
    }

    public DateTimeOffset? Time(string parameter)
    {
        if (One(parameter) is not { } text)
        {
            return null;
        }

        // A plus sign that nobody escaped arrives as a space.
        if (DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.RoundtripKind, out DateTimeOffset time)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
        {
            return time;
        }

        _faults.Add($"\"{parameter}\" is a time such as 2026-11-21T09:15:00Z.");
        return null;
    }

    public long? Index(string parameter)
    {
        if (One(parameter) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long index))
        {
            return index;
        }

        _faults.Add($"\"{parameter}\" is a number.");
        return null;
    }

    public int? Number(string parameter, int least, int most)
    {
        if (One(parameter) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        _faults.Add($"\"{parameter}\" is a number from {least} to {most}.");
        return null;
    }

    public string? One(string parameter)
    {
        ImmutableArray<string> values = Many(parameter);
        if (values.Length > 1)
        {
            _faults.Add($"\"{parameter}\" is given more than once.");
        }

        return values.Length > 0 ? values[0] : null;
    }

    public ImmutableArray<string> Many(string parameter)
    {
        if (!_query.TryGetValue(parameter, out StringValues values))
        {
            return [];
        }

        ImmutableArray<string>.Builder found = ImmutableArray.CreateBuilder<string>(values.Count);
        foreach (string? value in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                found.Add(value);
            }
        }

        return found.DrainToImmutable();
    }

    public ImmutableArray<Guid> Ids(string parameter)
    {
        ImmutableArray<Guid>.Builder found = ImmutableArray.CreateBuilder<Guid>();
        foreach (string value in Many(parameter))
        {
            if (Guid.TryParse(value, out Guid id))
            {
                found.Add(id);
            }
            else
            {
                _faults.Add($"\"{parameter}\" is an id such as 019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e.");
            }
        }

        return found.DrainToImmutable();
    }

    public Guid? Id(string parameter) => One(parameter) is null ? null : Ids(parameter) is [var id, ..] ? id : null;

    /// <summary>OnBehalfOf → on_behalf_of</summary>
    public static string Snake(string name) =>
        string.Concat(name.Select((character, i) => char.IsAsciiLetterUpper(character) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(character) : character.ToString()));

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
