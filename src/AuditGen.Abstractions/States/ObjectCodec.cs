using System.Text.Json;

namespace AuditGen.States;

/// <summary>Codec of an object compared as one value: an object of its members, or null.</summary>
/// <typeparam name="TState">Its state.</typeparam>
public readonly struct ObjectCodec<TState> : IAuditValueCodec<TState?>
    where TState : IAuditState<TState>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, TState? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartObject();
        var sink = new ObjectTextSink(writer);
        TState.Visit<WholeWalk<AddedSide>, ObjectTextSink>(in value, in value, ref sink);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public static TState? Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? default : TState.Read(AuditNode.Parse(ref reader));

    /// <inheritdoc/>
    public static bool Equal(TState? left, TState? right) => AuditDiff.Equal(in left!, in right!);
}
