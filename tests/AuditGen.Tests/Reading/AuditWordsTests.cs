using AuditGen.Reading;

namespace AuditGen.Tests.Reading;

public sealed class AuditWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Invoice INV-2026/0042: 12.50 €", "invoice inv 2026 0042 12 50")]
    [InlineData("Straße in KÖLN, ÉCOLE e\u0301", "straße in köln école e\u0301")]
    [InlineData("東京都のカタカナ한국어", "東 京 都 の カタカナ한국어")]
    [InlineData("a_b.c@d.e", "a b c d e")]
    [InlineData("id 0E8E1B2C-7c3a-4d52-9a6f-3c1b2d4e5f60!", "id 0e8e1b2c7c3a4d529a6f3c1b2d4e5f60")]
    [InlineData("x0e8e1b2c-7c3a-4d52-9a6f-3c1b2d4e5f60", "x0e8e1b2c 7c3a 4d52 9a6f 3c1b2d4e5f60")]
    [InlineData("0e8e1b2c-7c3a-4d52-9a6f-3c1b2d4e5f60a", "0e8e1b2c 7c3a 4d52 9a6f 3c1b2d4e5f60a")]
    [InlineData("😀 smile", "smile")]
    public void Text_is_cut_into_words(string text, string words) => string.Join(' ', AuditWords.Of(text)).ShouldBe(words);

    [Fact]
    public void Lone_surrogates_separate_and_long_words_are_cut()
    {
        AuditWords.Of("a\ud800b").ShouldBe(["a", "b"]);
        AuditWords.Of(new string('x', 100)).ShouldHaveSingleItem().Length.ShouldBe(AuditWords.MaxLength);
    }

    [Theory]
    [InlineData("red fox", "red,fox")]
    [InlineData("red red", "red")]
    [InlineData("inv* u-17", "inv*,u,17")]
    [InlineData("* -* x", "x")]
    [InlineData("a*b", "a*,b")]
    public void A_star_makes_the_word_before_it_a_beginning(string text, string words) =>
        string.Join(',', AuditSearchWord.Parse(text).Select(word => word.Word + (word.IsPrefix ? "*" : string.Empty))).ShouldBe(words);

    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "ABC", false)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "ac", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("", "x", false)]
    [InlineData("*b*b*", "abab", true)]
    [InlineData("*b*b*", "aba", false)]
    [InlineData(@"1\*2", "1*2", true)]
    [InlineData(@"1\*2", "1x2", false)]
    [InlineData(@"\\*", @"\x", true)]
    [InlineData(@"c:\temp", @"c:\temp", true)]
    public void Patterns_match_whole_texts(string pattern, string text, bool matches) =>
        AuditPattern.Parse(pattern).Matches(text, ignoreCase: false).ShouldBe(matches);

    [Theory]
    [InlineData("ABC", "abc", true)]
    [InlineData("@bc", "`bc", false)]
    [InlineData("É", "é", false)]
    [InlineData("*OST*", "posted", true)]
    public void Case_is_ignored_for_ascii_letters_only(string pattern, string text, bool matches) =>
        AuditPattern.Parse(pattern).Matches(text, ignoreCase: true).ShouldBe(matches);

    [Fact]
    public void A_literal_that_was_escaped_matches_itself()
    {
        const string literal = @"50 * \ *";
        AuditPattern.Parse(AuditPattern.Escape(literal)).Matches(literal, ignoreCase: false).ShouldBeTrue();
    }

    [Fact]
    public void A_cursor_survives_its_text_and_nothing_else_is_one()
    {
        AuditCursor cursor = new(Guid.CreateVersion7(), 42);

        AuditCursor.TryParse(cursor.ToString(), out AuditCursor? read).ShouldBeTrue();
        read.ShouldBe(cursor);
        cursor.ToString().Length.ShouldBe(32);
        foreach (string wrong in new[] { "", "x", cursor.ToString()[1..], new string('!', 32), new string('_', 32) })
        {
            AuditCursor.TryParse(wrong, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void Access_limits_contexts_and_tenants()
    {
        AuditAccess.Everything.Allows("finance", null).ShouldBeTrue();
        AuditAccess.To(["finance"], null).Allows("hr", "acme").ShouldBeFalse();
        AuditAccess.To(null, ["acme"]).Allows("hr", "acme").ShouldBeTrue();
        AuditAccess.To(null, ["acme"]).Allows("hr", null).ShouldBeFalse();
        AuditAccess.To(null, ["acme"], withoutTenant: true).Allows("hr", null).ShouldBeTrue();
        AuditAccess.To([], null).Allows("hr", "acme").ShouldBeFalse();
    }
}
