using System.Collections.Immutable;
using System.Text;

namespace AuditGen.Ledger.Tests.Notes;

public sealed class SignedNoteTests
{
    [Fact]
    public void Notes_of_other_implementations_parse_verify_and_serialise_to_the_byte()
    {
        PublishedNotes.All.Length.ShouldBe(8);
        foreach (PublishedNotes published in PublishedNotes.All)
        {
            SignedNote note = SignedNote.Parse(published.Note);
            NoteVerification result = NoteVerification.Verify(note, [published.Key]);
            result.Reason.ShouldBeNull(published.Name);
            result.Keys.ShouldBe([published.Key]);
            note.ToBytes().ShouldBe(published.Note, published.Name);
        }
    }

    [Fact]
    public void A_note_with_any_bit_of_its_text_or_signature_flipped_is_rejected()
    {
        foreach (PublishedNotes published in (PublishedNotes[])[PublishedNotes.Rekor, PublishedNotes.Tessera])
        {
            for (int at = 0; at < published.Note.Length; at += 3)
            {
                byte[] changed = [.. published.Note];
                changed[at] ^= (byte)(1 << (at % 7));
                IsAccepted(changed, published.Key).ShouldBeFalse($"{published.Name}, byte {at}");
            }
        }
    }

    [Fact]
    public void A_note_cut_anywhere_is_rejected()
    {
        byte[] note = PublishedNotes.Rekor.Note;
        for (int length = 0; length < note.Length; length++)
        {
            IsAccepted(note[..length], PublishedNotes.Rekor.Key).ShouldBeFalse($"length {length}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n— name AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAA=")]
    [InlineData("text\n\n- name AAAAAAA=\n")]
    [InlineData("text\n\n—name AAAAAAA=\n")]
    [InlineData("text\n\n— AAAAAAA=\n")]
    [InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— na me AAAAAAA=\n")]
    [InlineData("text\n\n— na+me AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAB=\n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n— name AAAAAA==\n")]
    [InlineData("text\n\n— name AAAAAAA=\n\n")]
    [InlineData("text\n\n— name AAAAAAA=\nmore\n")]
    [InlineData("te\rxt\n\n— name AAAAAAA=\n")]
    [InlineData("te\txt\n\n— name AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAA=\r\n")]
    public void A_malformed_note_is_rejected(string note) =>
        Should.Throw<FormatException>(() => SignedNote.Parse(Encoding.UTF8.GetBytes(note)));

    [Fact]
    public void Text_that_is_not_utf8_is_rejected()
    {
        byte[] note = [.. "te"u8, 0xff, .. "xt\n\n— name AAAAAAA=\n"u8];
        Should.Throw<FormatException>(() => SignedNote.Parse(note)).Message.ShouldContain("UTF-8");
    }

    [Fact]
    public void A_text_may_have_empty_lines_since_the_last_one_ends_it()
    {
        SignedNote note = SignedNote.Parse("one\n\ntwo\n\n— name AAAAAAA=\n"u8);
        note.Text.Span.SequenceEqual("one\n\ntwo\n"u8).ShouldBeTrue();
        note.Signatures.Single().Name.ShouldBe("name");
    }

    [Fact]
    public void Sixteen_signatures_are_accepted_and_more_than_a_hundred_are_not()
    {
        NoteSignature Line(int i) => new($"key{i}", (uint)i, [1, 2, 3]);
        byte[] sixteen = SignedNote.Create("text\n", [.. Enumerable.Range(0, 16).Select(Line)]).ToBytes();
        SignedNote.Parse(sixteen).Signatures.Length.ShouldBe(16);
        byte[] tooMany = SignedNote.Create("text\n", [.. Enumerable.Range(0, 101).Select(Line)]).ToBytes();
        Should.Throw<FormatException>(() => SignedNote.Parse(tooMany));
    }

    [Fact]
    public void Signatures_of_strangers_are_ignored_but_do_not_suffice()
    {
        PublishedNotes rekor = PublishedNotes.Rekor;
        SignedNote note = SignedNote.Parse(rekor.Note).With(new NoteSignature("witness.example", 7, [1, 2, 3]));
        NoteVerification.Verify(note, [rekor.Key, PublishedNotes.Tessera.Key]).Keys.ShouldBe([rekor.Key]);
        NoteVerification.Verify(note, [PublishedNotes.Tessera.Key]).Reason.ShouldNotBeNull().ShouldContain("no signature by a known key");
        NoteVerification.Verify(note, []).IsValid.ShouldBeFalse();
    }

    [Fact]
    public void A_known_key_whose_signature_fails_rejects_the_whole_note()
    {
        PublishedNotes rekor = PublishedNotes.Rekor;
        SignedNote parsed = SignedNote.Parse(rekor.Note);
        ImmutableArray<byte> broken = parsed.Signatures[0].Signature.SetItem(20, 0);
        SignedNote note = parsed.With(parsed.Signatures[0] with { Signature = broken });
        NoteVerification.Verify(note, [rekor.Key]).Reason.ShouldNotBeNull().ShouldContain("does not verify");
    }

    [Fact]
    public void A_right_signature_under_a_wrong_key_id_or_name_is_rejected()
    {
        PublishedNotes rekor = PublishedNotes.Rekor;
        SignedNote parsed = SignedNote.Parse(rekor.Note);
        string text = Encoding.UTF8.GetString(parsed.Text.Span);
        NoteSignature signature = parsed.Signatures[0];
        NoteVerification.Verify(SignedNote.Create(text, signature with { KeyId = signature.KeyId ^ 1 }), [rekor.Key]).IsValid.ShouldBeFalse();
        NoteVerification.Verify(SignedNote.Create(text, signature with { Name = "rekor.example" }), [rekor.Key]).IsValid.ShouldBeFalse();
        NoteVerification.Verify(SignedNote.Create(text, signature), [rekor.Key]).IsValid.ShouldBeTrue();
    }

    private static bool IsAccepted(byte[] note, NoteVerifierKey key)
    {
        try
        {
            return NoteVerification.Verify(SignedNote.Parse(note), [key]).IsValid;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
