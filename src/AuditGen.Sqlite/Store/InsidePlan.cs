using System.Collections.Immutable;
using AuditGen.Reading;

namespace AuditGen.Sqlite.Store;

/// <summary>
/// What the full-text index can say about conditions on paths, values and words: expressions that every match satisfies,
/// and whether only matches do.
/// </summary>
/// <param name="Expressions">Expressions of the index, all of which must hold.</param>
/// <param name="Beginnings">Beginnings of words, each of which some word of an event must have.</param>
/// <param name="IsExact">Whether no event needs to be looked at where the index is asked for all of this.</param>
/// <param name="IsEmpty">Whether nothing can match.</param>
internal sealed record InsidePlan(ImmutableArray<byte[]> Expressions, ImmutableArray<string> Beginnings, bool IsExact, bool IsEmpty)
{
    // Words near the end of what is searched may be cut there, so that long patterns are not narrowed down by their words.
    private const int MaxNarrowing = 4_000;

    /// <summary>Plans the conditions of a query.</summary>
    public static InsidePlan For(AuditQuery query, TermNames names)
    {
        ImmutableArray<byte[]>.Builder expressions = ImmutableArray.CreateBuilder<byte[]>();
        ImmutableArray<string>.Builder beginnings = ImmutableArray.CreateBuilder<string>();
        bool exact = true;
        bool empty = false;
        if (query.Text is { } text)
        {
            foreach (AuditSearchWord word in AuditSearchWord.Parse(text))
            {
                if (word.IsPrefix)
                {
                    beginnings.Add(word.Word);
                }
                else
                {
                    expressions.Add(IndexExpression.Word(word.Word));
                }
            }
        }

        AuditPattern? path = query.ChangedPath is { } changed ? AuditPattern.Parse(AuditSearchText.Dimension(changed)) : null;
        if (path is { IsExact: true })
        {
            expressions.Add(IndexExpression.Term(names.Name(TermKind.Path, path.Pieces[0])));
        }
        else if (path is not null)
        {
            exact = false;
            ReadOnlySpan<char> first = path.Pieces[0];
            ReadOnlySpan<char> root = TermText.RootOf(first);
            if (root.Length < first.Length && root.Length > 1)
            {
                expressions.Add(IndexExpression.Term(names.Name(TermKind.Root, root)));
            }
        }

        AddValue(query.OldValue, TermKind.Old);
        AddValue(query.NewValue, TermKind.New);
        return new InsidePlan(expressions.DrainToImmutable(), beginnings.DrainToImmutable(), exact, empty);

        void AddValue(string? value, TermKind kind)
        {
            if (value is null)
            {
                return;
            }

            AuditPattern pattern = AuditPattern.Parse(value);
            if (pattern.IsExact && path is { IsExact: true })
            {
                string combined = path.Pieces[0] + "=" + pattern.Pieces[0];
                empty |= combined.Length > AuditSearchText.MaxChange;
                expressions.Add(IndexExpression.Term(names.NameFolded(kind, combined)));
                return;
            }

            exact = false;
            foreach (string word in WordsInside(pattern))
            {
                expressions.Add(IndexExpression.Any([IndexExpression.Word(word), IndexExpression.Term(names.Name(TermKind.Overflow, string.Empty))]));
            }
        }
    }

    /// <summary>The words that every text the pattern matches must have: those that no star touches.</summary>
    private static HashSet<string> WordsInside(AuditPattern pattern)
    {
        HashSet<string> words = new(StringComparer.Ordinal);
        for (int i = 0; i < pattern.Pieces.Length; i++)
        {
            string piece = pattern.Pieces[i];
            if (piece.Length > MaxNarrowing)
            {
                continue;
            }

            List<string> all = [.. AuditWords.Of(piece)];
            bool opened = i > 0 && AuditWords.BeginsInWord(piece);
            bool closed = i < pattern.Pieces.Length - 1 && AuditWords.EndsInWord(piece);
            int from = opened ? 1 : 0;
            int to = all.Count - (closed ? 1 : 0);
            for (int n = from; n < to; n++)
            {
                words.Add(all[n]);
            }
        }

        return words;
    }
}
