using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>A recorded shadow property whose values are told by a codec: in clear, masked, hashed, or under a person's key.</summary>
/// <typeparam name="T">What the codec takes.</typeparam>
/// <typeparam name="TCodec">Says the values.</typeparam>
/// <param name="property">The property.</param>
/// <param name="name">The stored name.</param>
/// <param name="wrap">Makes of a value what the codec takes.</param>
internal sealed class ShadowProperty<T, TCodec>(IProperty property, string name, Func<object?, T> wrap) : ShadowProperty(property, name)
    where TCodec : IAuditValueCodec<T?>
{
    /// <inheritdoc/>
    public override bool Same(object? left, object? right) => TCodec.Equal(wrap(left), wrap(right));

    /// <inheritdoc/>
    public override void Add(object? value, ref JsonChangeSink sink) => sink.Add<T, TCodec>(wrap(value));

    /// <inheritdoc/>
    public override void Remove(object? value, ref JsonChangeSink sink) => sink.Remove<T, TCodec>(wrap(value));

    /// <inheritdoc/>
    public override void Replace(object? before, object? after, ref JsonChangeSink sink) => sink.Replace<T, TCodec>(wrap(before), wrap(after));
}
