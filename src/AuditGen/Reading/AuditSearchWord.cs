using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>One word of a free-text condition.</summary>
/// <param name="Word">The word, as <see cref="AuditWords"/> cuts it.</param>
/// <param name="IsPrefix">Whether it is the beginning of a word.</param>
public readonly record struct AuditSearchWord(string Word, bool IsPrefix)
{
    /// <summary>The words of a condition, each once. A <c>*</c> right after a word makes it a beginning; other signs separate.</summary>
    public static ImmutableArray<AuditSearchWord> Parse(string text)
    {
        ImmutableArray<AuditSearchWord>.Builder found = ImmutableArray.CreateBuilder<AuditSearchWord>();
        string[] runs = text.Split('*');
        List<string> words = [];
        for (int i = 0; i < runs.Length; i++)
        {
            words.Clear();
            AuditWords.AddTo(runs[i], words);
            bool starred = i < runs.Length - 1 && AuditWords.EndsInWord(runs[i]);
            for (int n = 0; n < words.Count; n++)
            {
                AuditSearchWord word = new(words[n], starred && n == words.Count - 1);
                if (!found.Contains(word))
                {
                    found.Add(word);
                }
            }
        }

        return found.DrainToImmutable();
    }
}
