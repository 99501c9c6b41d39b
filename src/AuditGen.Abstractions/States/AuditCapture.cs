using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AuditGen.States;

/// <summary>Copies collections and mutable values of domain objects into states. Called by generated code.</summary>
public static class AuditCapture
{
    /// <summary>Copies a collection.</summary>
    /// <param name="source">The collection, or <see langword="null"/>.</param>
    /// <param name="capture">Makes the state of one element.</param>
    public static AuditList<TState>? List<TSource, TState>(IEnumerable<TSource>? source, Func<TSource, TState> capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        return source is null or ImmutableArray<TSource> { IsDefault: true } ? null
            : TryGetSpan(source, out ReadOnlySpan<TSource> items) ? Copy(items, capture)
            : Collect(source, static _ => true, capture);
    }

    /// <summary>Copies an immutable array; a default one counts as null.</summary>
    public static AuditList<TState>? List<TSource, TState>(ImmutableArray<TSource> source, Func<TSource, TState> capture) =>
        source.IsDefault ? null : Copy(source.AsSpan(), capture);

    /// <summary>Copies a nullable immutable array; a default one counts as null.</summary>
    public static AuditList<TState>? List<TSource, TState>(ImmutableArray<TSource>? source, Func<TSource, TState> capture) =>
        source is { } array ? List(array, capture) : null;

    /// <summary>Copies a set: its elements in the order of their values, because a set has none of its own.</summary>
    public static AuditList<TState>? Set<TSource, TState, TCodec>(IEnumerable<TSource>? source, Func<TSource, TState> capture)
        where TCodec : struct, IAuditValueCodec<TState?>
    {
        AuditList<TState>? list = List(source, capture);
        if (list is { Count: > 1 })
        {
            TState[] items = list.Span.ToArray();
            Array.Sort(items, KeyOrder<TState, TCodec>.Instance);
            list = new AuditList<TState>(items);
        }

        return list;
    }

    /// <summary>Copies a collection of keyed elements. An element that is null has no key and is not an element.</summary>
    public static AuditList<TState>? Elements<TSource, TState>(IEnumerable<TSource?>? source, Func<TSource, TState> capture)
        where TSource : class
    {
        ArgumentNullException.ThrowIfNull(capture);
        return source is null or ImmutableArray<TSource> { IsDefault: true } ? null
            : TryGetSpan(source, out ReadOnlySpan<TSource?> items) && !HasNull(items) ? Copy(items, capture!)
            : Collect(source, static item => item is not null, capture!);
    }

    /// <summary>Copies a dictionary.</summary>
    public static AuditMap<TKeyState, TState>? Map<TKey, TValue, TKeyState, TState, TKeyCodec>(
        IEnumerable<KeyValuePair<TKey, TValue>>? source, Func<TKey, TKeyState> captureKey, Func<TValue, TState> capture)
        where TKeyCodec : struct, IAuditValueCodec<TKeyState?>
    {
        ArgumentNullException.ThrowIfNull(captureKey);
        ArgumentNullException.ThrowIfNull(capture);
        if (source is null)
        {
            return null;
        }

        var entries = new List<KeyValuePair<TKeyState, TState>>(source.TryGetNonEnumeratedCount(out int count) ? count : 0);
        foreach (KeyValuePair<TKey, TValue> entry in source)
        {
            entries.Add(new(captureKey(entry.Key), capture(entry.Value)));
        }

        return MapOf<TKeyState, TState, TKeyCodec>(entries);
    }

    /// <summary>Copies a rectangular array: a list of rows.</summary>
#pragma warning disable CA1814 // the application's type, not ours to choose
    public static AuditList<AuditList<TState>>? Grid<TSource, TState>(TSource[,]? source, Func<TSource, TState> capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        if (source is null)
        {
            return null;
        }

        var rows = new AuditList<TState>[source.GetLength(0)];
        for (int i = 0; i < rows.Length; i++)
        {
            var cells = new TState[source.GetLength(1)];
            for (int j = 0; j < cells.Length; j++)
            {
                cells[j] = capture(source[i, j]);
            }

            rows[i] = new AuditList<TState>(cells);
        }

        return new AuditList<AuditList<TState>>(rows);
    }

#pragma warning restore CA1814

    /// <summary>Copies a JSON value, so that it outlives its document.</summary>
    public static JsonElement Json(JsonElement source) => source.ValueKind == JsonValueKind.Undefined ? default : source.Clone();

    /// <summary>Copies a JSON document; an undefined element for null.</summary>
    public static JsonElement Json(JsonDocument? source) => source is null ? default : source.RootElement.Clone();

    /// <summary>Copies a JSON node; an undefined element for null.</summary>
    public static JsonElement Json(JsonNode? source)
    {
        if (source is null)
        {
            return default;
        }

        using JsonDocument document = JsonDocument.Parse(source.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>Copies bytes.</summary>
    [return: NotNullIfNotNull(nameof(source))]
    public static byte[]? Bytes(byte[]? source) => source is null ? null : [.. source];

    /// <summary>The name of a run-time type that is not the annotated one; <see langword="null"/> where it is, or is a proxy made for it at run time.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="known">The annotated type.</param>
    public static string? UnauditedType(object instance, Type known)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Type type = instance.GetType();
        return type == known || type.Assembly.IsDynamic ? null : type.FullName ?? type.Name;
    }

    internal static AuditMap<TKey, T> MapOf<TKey, T, TKeyCodec>(List<KeyValuePair<TKey, T>> entries)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
    {
        entries.Sort(static (left, right) => KeyOrder<TKey, TKeyCodec>.CompareKeys(left.Key, right.Key));
        return new AuditMap<TKey, T>([.. entries]);
    }

    /// <summary>The items themselves, where the collection keeps them side by side.</summary>
    private static bool TryGetSpan<TSource>(IEnumerable<TSource> source, out ReadOnlySpan<TSource> items)
    {
        switch (source)
        {
            case TSource[] array:
                items = array;
                return true;
            case List<TSource> list:
                items = CollectionsMarshal.AsSpan(list);
                return true;
            case ImmutableArray<TSource> immutable:
                items = immutable.AsSpan();
                return true;
            default:
                items = default;
                return false;
        }
    }

    private static bool HasNull<TSource>(ReadOnlySpan<TSource?> items)
        where TSource : class
    {
        // Not by IndexOf: equality is the application's code.
        foreach (TSource? item in items)
        {
            if (item is null)
            {
                return true;
            }
        }

        return false;
    }

    private static AuditList<TState> Copy<TSource, TState>(ReadOnlySpan<TSource> source, Func<TSource, TState> capture)
    {
        if (source.IsEmpty)
        {
            return AuditList<TState>.Empty;
        }

        var items = new TState[source.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = capture(source[i]);
        }

        return new AuditList<TState>(items);
    }

    private static AuditList<TState> Collect<TSource, TState>(IEnumerable<TSource> source, Func<TSource, bool> isElement, Func<TSource, TState> capture)
    {
        var items = new TState[source.TryGetNonEnumeratedCount(out int expected) ? expected : 4];
        int count = 0;
        foreach (TSource item in source)
        {
            if (isElement(item))
            {
                if (count == items.Length)
                {
                    Array.Resize(ref items, Math.Max(4, count * 2));
                }

                items[count++] = capture(item);
            }
        }

        Array.Resize(ref items, count);
        return count == 0 ? AuditList<TState>.Empty : new AuditList<TState>(items);
    }
}
