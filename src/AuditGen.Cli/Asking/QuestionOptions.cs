using System.Collections.Immutable;
using System.CommandLine;
using AuditGen.Reading;

namespace AuditGen.Cli.Asking;

/// <summary>One option for each dimension of the query model (docs/query.md).</summary>
internal sealed class QuestionOptions
{
    private readonly Option<string[]> _contexts = Many("--context", "business context, such as finance");
    private readonly Option<string[]> _tenants = Many("--tenant", "tenant");
    private readonly Option<string[]> _actors = Many("--actor", "id of who did it");
    private readonly Option<string[]> _onBehalfOf = Many("--on-behalf-of", "id of whom the actor stood in for");
    private readonly Option<string[]> _resources = Many("--resource", "TYPE/ID, such as invoice/4711, or TYPE");
    private readonly Option<string[]> _actions = Many("--action", "action code, such as invoice.post");
    private readonly Option<string[]> _categories = Many("--category", "category, such as post");
    private readonly Option<string[]> _outcomes = Many("--outcome", "success, failure, denied or unknown");
    private readonly Option<string[]> _operations = Many("--operation", "id of one command's execution");
    private readonly Option<string[]> _sessions = Many("--session", "session");
    private readonly Option<string[]> _correlations = Many("--correlation", "correlation id");
    private readonly Option<string?> _path = new("--path") { Description = "changed path; * stands for any run of characters, as in '/lines/*/quantity'" };
    private readonly Option<string?> _old = new("--old") { Description = "value before the change; * stands for any run of characters" };
    private readonly Option<string?> _new = new("--new") { Description = "value after the change; * stands for any run of characters" };
    private readonly Option<string?> _text = new("--text") { Description = "words that must all occur; 'word*' for beginnings" };
    private readonly Option<string?> _since = new("--since") { Description = "from then on: 2h, 7d, today, '14 March 09:15'; the same as --from" };
    private readonly Option<string?> _from = new("--from") { Description = "from then on, inclusive: 2026-11-01" };
    private readonly Option<string?> _to = new("--to") { Description = "before then: 2026-12-01" };
    private readonly TimeOptions _times;

    public QuestionOptions(TimeOptions times) => _times = times;

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_contexts, _tenants, _actors, _onBehalfOf, _resources, _actions, _categories, _outcomes, _operations,
            _sessions, _correlations, _path, _old, _new, _text, _since, _from, _to])
        {
            command.Add(option);
        }
    }

    /// <summary>The question. Whoever can read the store's files or has its credential may see everything in it.</summary>
    public AuditQuery Read(ParseResult arguments)
    {
        (ImmutableArray<string> types, ImmutableArray<string> ids) = Resources(Values(arguments, _resources));
        AuditQuery query = new()
        {
            Access = AuditAccess.Everything,
            Contexts = Values(arguments, _contexts),
            Tenants = Values(arguments, _tenants),
            Actors = Values(arguments, _actors),
            OnBehalfOf = Values(arguments, _onBehalfOf),
            ResourceTypes = types,
            ResourceIds = ids,
            Actions = Values(arguments, _actions),
            Categories = Inputs.Categories(_categories.Name, Values(arguments, _categories)),
            Outcomes = Inputs.Outcomes(_outcomes.Name, Values(arguments, _outcomes)),
            Operations = [.. Values(arguments, _operations).Select(text => Inputs.Id(_operations.Name, text))],
            Sessions = Values(arguments, _sessions),
            Correlations = Values(arguments, _correlations),
            ChangedPath = arguments.GetValue(_path),
            OldValue = arguments.GetValue(_old),
            NewValue = arguments.GetValue(_new),
            Text = arguments.GetValue(_text),
            From = From(arguments),
            To = _times.Read(arguments, _to, TimeEdge.End),
        };
        return query is { From: { } from, To: { } to } && from >= to
            ? throw new UsageException($"Nothing lies from {_times.Shown(arguments).Full(from)} to {_times.Shown(arguments).Full(to)}: --to comes after --from and is not included.")
            : query;
    }

    private DateTimeOffset? From(ParseResult arguments) => (_times.Read(arguments, _since, TimeEdge.Begin), _times.Read(arguments, _from, TimeEdge.Begin)) switch
    {
        ({ }, { }) => throw new UsageException("--since and --from say the same: give one of them."),
        (var since, var from) => since ?? from,
    };

    private static (ImmutableArray<string> Types, ImmutableArray<string> Ids) Resources(ImmutableArray<string> texts)
    {
        ImmutableArray<ResourceName> names = [.. texts.Select(ResourceName.Parse)];
        ImmutableArray<string> types = [.. names.Select(static name => name.Type).Distinct(StringComparer.Ordinal)];
        ImmutableArray<string> ids = [.. names.Where(static name => name.Id is not null).Select(static name => name.Id!)];

        // Types and ids are two conditions, so that only one of them can have several values at a time.
        bool clear = ids.IsEmpty || (types.Length == 1 && ids.Length == names.Length);
        return clear
            ? (types, ids)
            : throw new UsageException("Several --resource with ids must be of one type, such as --resource invoice/1 --resource invoice/2. Ask once for each type.");
    }

    private static ImmutableArray<string> Values(ParseResult arguments, Option<string[]> option)
    {
        ImmutableArray<string> values = [.. arguments.GetValue(option) ?? []];
        return values.Contains("", StringComparer.Ordinal)
            ? throw new UsageException($"{option.Name} is empty. Leave it out where it shall not restrict.")
            : values;
    }

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description + "; may be given several times" };
}
