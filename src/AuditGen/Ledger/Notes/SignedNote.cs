using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace AuditGen.Ledger;

/// <summary>A text with signatures, in the format of C2SP <c>signed-note</c>. Parsing checks the form only, no signature.</summary>
/// <remarks>See https://c2sp.org/signed-note.</remarks>
public sealed class SignedNote
{
    /// <summary>Longest note accepted, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Most signatures accepted.</summary>
    public const int MaxSignatures = 100;

    private const int KeyIdBytes = 4;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _text;

    private SignedNote(byte[] text, ImmutableArray<NoteSignature> signatures)
    {
        _text = text;
        Signatures = signatures;
    }

    /// <summary>The signed text, its final newline included.</summary>
    public ReadOnlyMemory<byte> Text => _text;

    /// <summary>The signature lines, in order.</summary>
    public ImmutableArray<NoteSignature> Signatures { get; }

    /// <summary>Puts a text and its signatures together.</summary>
    /// <param name="text">The text; ends with a newline.</param>
    /// <param name="signatures">At least one signature.</param>
    /// <exception cref="FormatException">Text or signatures cannot be written as a note: says why.</exception>
    public static SignedNote Create(string text, params ReadOnlySpan<NoteSignature> signatures)
    {
        byte[] bytes = StrictUtf8.GetBytes(text);
        CheckText(bytes);
        if (signatures.IsEmpty)
        {
            throw new FormatException("A note has at least one signature.");
        }

        foreach (NoteSignature signature in signatures)
        {
            CheckName(signature.Name);
            if (signature.Signature.IsDefaultOrEmpty)
            {
                throw new FormatException($"The signature of '{signature.Name}' is empty.");
            }
        }

        return new SignedNote(bytes, [.. signatures]);
    }

    /// <summary>Reads a note.</summary>
    /// <param name="note">The whole note.</param>
    /// <exception cref="FormatException">It is malformed: says how.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> note)
    {
        if (note.Length > MaxBytes)
        {
            throw new FormatException($"The note is longer than {MaxBytes} bytes.");
        }

        int split = note.LastIndexOf("\n\n"u8);
        if (split < 0)
        {
            throw new FormatException("The note has no empty line between text and signatures.");
        }

        ReadOnlySpan<byte> text = note[..(split + 1)];
        CheckText(text);
        string lines = DecodeSignatures(note[(split + 2)..]);
        var signatures = ImmutableArray.CreateBuilder<NoteSignature>();
        foreach (string line in lines[..^1].Split('\n'))
        {
            if (signatures.Count == MaxSignatures)
            {
                throw new FormatException($"The note has more than {MaxSignatures} signatures.");
            }

            signatures.Add(ParseLine(line));
        }

        return new SignedNote(text.ToArray(), signatures.DrainToImmutable());
    }

    /// <summary>The note with the signature added as its last line.</summary>
    public SignedNote With(NoteSignature signature)
    {
        CheckName(signature.Name);
        return new SignedNote(_text, Signatures.Add(signature));
    }

    /// <summary>The note as bytes: what <see cref="Parse"/> reads, to the byte.</summary>
    public byte[] ToBytes() => StrictUtf8.GetBytes(ToString());

    /// <inheritdoc/>
    public override string ToString()
    {
        var note = new StringBuilder(StrictUtf8.GetString(_text)).Append('\n');
        foreach (NoteSignature signature in Signatures)
        {
            byte[] bytes = new byte[KeyIdBytes + signature.Signature.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
            signature.Signature.CopyTo(bytes, KeyIdBytes);
            note.Append("— ").Append(signature.Name).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }

        return note.ToString();
    }

    /// <summary>Whether a key may bear that name: not empty, no white space, no plus sign.</summary>
    public static bool IsKeyName(string name) => name.Length > 0 && !name.Any(static c => char.IsWhiteSpace(c) || c < ' ' || c == '+');

    private static void CheckName(string name)
    {
        if (!IsKeyName(name))
        {
            throw new FormatException($"'{name}' cannot be the name of a key: it is empty, or has white space or a plus sign.");
        }
    }

    private static void CheckText(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[^1] != (byte)'\n')
        {
            throw new FormatException("The note's text does not end with a newline.");
        }

        CheckCharacters(text);
    }

    private static void CheckCharacters(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < ' ' && text[i] != (byte)'\n')
            {
                throw new FormatException($"The note has the control character 0x{text[i]:x2}.");
            }
        }

        try
        {
            StrictUtf8.GetCharCount(text);
        }
        catch (DecoderFallbackException exception)
        {
            throw new FormatException("The note is not valid UTF-8.", exception);
        }
    }

    private static string DecodeSignatures(ReadOnlySpan<byte> lines)
    {
        if (lines.IsEmpty)
        {
            throw new FormatException("The note has no signature.");
        }

        CheckCharacters(lines);
        return lines[^1] == (byte)'\n'
            ? StrictUtf8.GetString(lines)
            : throw new FormatException("The note's last line does not end with a newline.");
    }

    private static NoteSignature ParseLine(string line)
    {
        const string Prefix = "— ";
        int space = line.LastIndexOf(' ');
        if (!line.StartsWith(Prefix, StringComparison.Ordinal) || space <= Prefix.Length)
        {
            throw new FormatException($"A signature line is not of the form '— name base64': '{line}'.");
        }

        string name = line[Prefix.Length..space];
        CheckName(name);
        string encoded = line[(space + 1)..];
        byte[] bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out int length)
            || !string.Equals(Convert.ToBase64String(bytes, 0, length), encoded, StringComparison.Ordinal))
        {
            throw new FormatException($"The signature of '{name}' is not standard base64.");
        }

        if (length <= KeyIdBytes)
        {
            throw new FormatException($"The signature of '{name}' is too short to hold a key id and a signature.");
        }

        uint keyId = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return new NoteSignature(name, keyId, ImmutableCollectionsMarshal.AsImmutableArray(bytes[KeyIdBytes..length]));
    }
}
