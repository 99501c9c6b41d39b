using System.Collections.Immutable;
using AuditGen.States;

namespace AuditGen.Generators.Tests.Laws;

/// <summary>The laws of the diff, checked for one resource type over random values.</summary>
public static class Laws
{
    /// <returns>What is violated, or <see langword="null"/>.</returns>
    public static string? Check<TResource, TState>(AuditResourceType<TResource, TState> resourceType, Func<Dice, TResource> make, int seed)
        where TResource : notnull
        where TState : class, IAuditState<TState>
    {
        for (int round = 0; round < 4; round++)
        {
            int value = seed + (round * 7919);
            double mistakes = round == 3 ? 1 : 0.1;
            TState a = (TState)resourceType.Capture(make(new Dice(value)));
            TState again = (TState)resourceType.Capture(make(new Dice(value)));
            TState b = (TState)resourceType.Capture(make(new Dice(value, mistakes, value + 1)));
            if (Violated(resourceType, a, again, b) is { } violation)
            {
                return $"{violation}\n--- a\n{a}\n--- b\n{b}\n--- a to b\n{Text(AuditDiff.Between(a, b))}";
            }
        }

        return null;
    }

    private static string? Violated<TState>(AuditResourceType resourceType, TState a, TState again, TState b)
        where TState : class, IAuditState<TState>
    {
        ImmutableArray<AuditChange> there = AuditDiff.Between(a, b);
        ImmutableArray<AuditChange> back = AuditDiff.Between(b, a);
        ImmutableArray<AuditChange> created = AuditDiff.Between(null, a);
        return
            AuditDiff.Between(a, again) is { Length: > 0 } noise ? "diff(a,a) is not empty:\n" + Text(noise)
            : !Same(AuditDiff.Apply(a, there), b) ? "apply(diff(a,b), a) is not b:\n" + Difference(AuditDiff.Apply(a, there), b)
            : !Same(AuditDiff.Apply(b, AuditDiff.Invert(there)), a) ? "undoing diff(a,b) does not give a:\n" + Difference(AuditDiff.Apply(b, AuditDiff.Invert(there)), a)
            : !Same(AuditDiff.Apply(b, back), a) ? "apply(diff(b,a), b) is not a:\n" + Text(back)
            : !Same(AuditDiff.Apply<TState>(null, created), a) ? "a created resource does not fold to its state:\n" + Difference(AuditDiff.Apply<TState>(null, created), a)
            : AuditDiff.Apply(a, AuditDiff.Between(a, null)) is not null ? "a deleted resource leaves something:\n" + Text(AuditDiff.Between(a, null))
            : !Same(AuditDiff.Apply<TState>(null, AuditDiff.Invert(AuditDiff.Between(a, null))), a) ? "undoing a deletion does not give a"
            : Text(created) == Text(AuditDiff.Between(null, b)) && there.Any(static change => !(change.Old.ToString() + change.New).Contains("$masked", StringComparison.Ordinal)) ? "a and b are written alike and differ"
            : !string.Equals(Written(resourceType, a, b), Text(there), StringComparison.Ordinal) ? "the event text says something else:\n" + Written(resourceType, a, b)
            : Leak(resourceType, a, b);
    }

    private static string Difference<TState>(TState? actual, TState expected)
        where TState : class, IAuditState<TState> =>
        $"{Text(AuditDiff.Between(actual, expected))}\nback\n{Text(AuditDiff.Between(expected, actual))}";

    private static bool Same<TState>(TState? left, TState right)
        where TState : class, IAuditState<TState> =>
        left is not null && left.Equals(right) && AuditDiff.Between(left, right).IsEmpty && AuditDiff.Between(right, left).IsEmpty;

    /// <summary>The changes as the runtime writes them into an event, read back.</summary>
    private static string Written(AuditResourceType resourceType, object a, object b)
    {
        using var writer = new AuditTextWriter();
        writer.WriteRaw("""{"v":1,"id":"019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e","ts":"2026-11-21T09:15:02.1110000Z","context":"c","action":"a.b","category":"post","type":"AB","outcome":"success","operation":"019aa7c0-5b1d-7001-8000-4a5b6c7d8e9f","actor":{"id":"u"},"changes":["""u8);
        int count = resourceType.WriteChanges(a, b, writer);
        if (count == 0)
        {
            return string.Empty;
        }

        writer.WriteRaw("]}"u8);
        byte[] text = writer.Written.ToArray();
        AuditEvent read = AuditEvent.Parse(text);
        return read.Changes.Length == count ? Text(read.Changes) : $"{count} changes were written and {read.Changes.Length} read";
    }

    private static string? Leak(AuditResourceType resourceType, object a, object b)
    {
        string everything = a.ToString() + b + Written(resourceType, a, b) + Written(resourceType, b, a);
        using var writer = new AuditTextWriter();
        writer.WriteStartArray();
        resourceType.WriteChanges(null, b, writer);
        resourceType.WriteChanges(a, null, writer);
        everything += System.Text.Encoding.UTF8.GetString(writer.Written);
        return everything.Contains(Dice.Secret, StringComparison.Ordinal) ? "a sensitive value leaked:\n" + everything : null;
    }

    private static string Text(ImmutableArray<AuditChange> changes) =>
        string.Join('\n', changes.Select(change => $"{change.Op} {change.Path} {change.Old} → {change.New}"));
}
