using System.Collections.Immutable;
using AuditGen.Generators.Tests.Elements.Folders;
using AuditGen.Generators.Tests.Elements.Folders.Audit;
using AuditGen.Generators.Tests.Semantics;
using AuditGen.States;
using AuditGen.Values;

namespace AuditGen.Generators.Tests.Elements;

/// <summary>However elements were edited, the diff says what the definition says.</summary>
public sealed class ElementDiffTests
{
    /// <summary>Kinds of collections: their length, the number of their keys, and whether they stand in order.</summary>
    public static TheoryData<int, int, bool> Collections => new()
    {
        { 0, 3, false },
        { 6, 3, false },
        { 6, 40, false },
        { 12, 12, true },
        { 40, 20, true },
        { 40, 1000, false },
        { 150, 4, false },
        { 150, 1000, false },
        { 150, 150, true },
    };

    [Theory]
    [MemberData(nameof(Collections))]
    public void Elements_with_numbers_are_compared_as_defined(int length, int keys, bool isAscending) =>
        Compare<NumberedSheetState, int, NumberCodec<int>>(
            length, keys, isAscending, static (key, value) => NumberedSheetState.Of(new NumberedSheet(key, "t" + value, value)));

    [Theory]
    [MemberData(nameof(Collections))]
    public void Elements_with_names_are_compared_as_defined(int length, int keys, bool isAscending) =>
        Compare<NamedSheetState, string?, StringCodec>(
            length, keys, isAscending, static (key, value) => NamedSheetState.Of(new NamedSheet(key == 1 ? null : "n/" + key, null, value)));

    [Theory]
    [MemberData(nameof(Collections))]
    public void Elements_with_keys_of_two_parts_are_compared_as_defined(int length, int keys, bool isAscending) =>
        Compare<PlacedSheetState, (Guid, int), PairCodec<Guid, GuidCodec, int, NumberCodec<int>>>(
            length, keys, isAscending, static (key, value) => PlacedSheetState.Of(new PlacedSheet(new Guid(key % 3, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), key, null, value)));

    [Theory]
    [MemberData(nameof(Collections))]
    public void A_diff_of_elements_is_applied_and_undone(int length, int keys, bool isAscending)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            (List<(int Key, int Value)> before, List<(int Key, int Value)> after) = new RandomEdits(seed, keys, isAscending).Make(length);
            FolderState left = FolderState.Of(Make(before));
            FolderState right = FolderState.Of(Make(after));
            ImmutableArray<AuditChange> changes = FolderDiff.Between(left, right);

            FolderDiff.Apply(left, changes).ShouldBe(right, $"seed {seed}");
            FolderDiff.Apply(right, FolderDiff.Invert(changes)).ShouldBe(left, $"seed {seed}");
        }
    }

    [Fact]
    public void Lines_changed_appended_and_dropped_in_order_need_no_index()
    {
        List<NumberedSheet> sheets = [.. Enumerable.Range(1, 200).Select(static number => new NumberedSheet(number, "t", number))];
        FolderState before = FolderState.Of(new Folder { Loose = sheets, Bound = sheets });
        sheets[3] = sheets[3] with { Text = "u" };
        sheets[190] = sheets[190] with { Amount = 190.5m };
        sheets.RemoveRange(100, 2);
        sheets.Insert(50, new NumberedSheet(1000, null, 0));
        sheets.Add(new NumberedSheet(1001, null, 0));
        FolderState after = FolderState.Of(new Folder { Loose = sheets, Bound = sheets });

        string[] paths = [.. FolderDiff.Between(before, after).Select(static change => change.Op + " " + change.Path).Distinct()];

        paths.Where(static path => path.Contains("/loose", StringComparison.Ordinal)).ShouldBe(
        [
            "Remove /loose/102/number", "Remove /loose/102/text", "Remove /loose/102/amount", "Remove /loose/102",
            "Remove /loose/101/number", "Remove /loose/101/text", "Remove /loose/101/amount", "Remove /loose/101",
            "Replace /loose/4/text",
            "Add /loose/1000", "Add /loose/1000/number", "Add /loose/1000/text", "Add /loose/1000/amount",
            "Replace /loose/191/amount",
            "Add /loose/1001", "Add /loose/1001/number", "Add /loose/1001/text", "Add /loose/1001/amount",
        ]);
        paths.ShouldAllBe(static path => !path.StartsWith("Move", StringComparison.Ordinal));
    }

    [Fact]
    public void An_array_that_was_never_made_is_null_and_elements_that_are_null_are_none()
    {
        var folder = new Folder { Lent = [new NumberedSheet(1, "t", 1), null] };
        FolderState before = FolderState.Of(folder);

        before.Sealed.ShouldBeNull();
        before.Lent!.Count.ShouldBe(1);
        folder.Sealed = [];
        folder.Lent = Enumerable.Range(1, 9).Select(static number => number % 4 == 0 ? null : new NumberedSheet(number, null, 0));
        FolderState.Of(folder).Lent!.Select(static sheet => sheet.Number).ShouldBe([1, 2, 3, 5, 6, 7, 9]);
        folder.Lent = null;
        InvoiceDiffTests.Text(FolderDiff.Between(before, FolderState.Of(folder)))[0].ShouldBe("replace /sealed null []");
    }

    private static void Compare<TState, TKey, TCodec>(int length, int keys, bool isAscending, Func<int, int, TState> make)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
    {
        for (int seed = 0; seed < 120; seed++)
        {
            (List<(int Key, int Value)> before, List<(int Key, int Value)> after) = new RandomEdits(seed, keys, isAscending).Make(length);
            TState[] left = [.. before.Select(element => make(element.Key, element.Value))];
            TState[] right = [.. after.Select(element => make(element.Key, element.Value))];
            foreach (bool isOrdered in (bool[])[false, true])
            {
                using var writer = new AuditTextWriter();
                var sink = new ListChangeSink(writer);
                ElementDiff<TState, TKey, TCodec>.Write(left, right, ElementDiff<TState, TKey, TCodec>.CountSame(left, right), isOrdered, ref sink);

                InvoiceDiffTests.Text(sink.ToImmutable()).ShouldBe(
                    InvoiceDiffTests.Text(ElementsByDefinition<TState, TKey, TCodec>.Compare(left, right, isOrdered)),
                    $"seed {seed}, ordered: {isOrdered}, {string.Join(' ', before)} to {string.Join(' ', after)}");
            }
        }
    }

    private static Folder Make(IEnumerable<(int Key, int Value)> elements)
    {
        List<NumberedSheet> sheets = [.. elements.Select(static element => new NumberedSheet(element.Key, "t" + element.Value, element.Value))];
        return new Folder { Loose = sheets, Bound = sheets };
    }
}
