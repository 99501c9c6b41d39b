using System.Text;
using AuditGen.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>A shadow property that is recorded: under which name, and how its values are told.</summary>
internal abstract class ShadowProperty
{
    private readonly ValueConverter? _converter;

    protected ShadowProperty(IProperty property, string name)
    {
        Property = property;
        Name = name;
        Segment = Encoding.UTF8.GetBytes(name);
        _converter = ShadowValueCodec.Knows(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) ? null : property.GetTypeMapping().Converter;
    }

    /// <summary>The property.</summary>
    public IProperty Property { get; }

    /// <summary>The stored name.</summary>
    public string Name { get; }

    /// <summary>The stored name as it stands in paths.</summary>
    public byte[] Segment { get; }

    /// <summary>The recorded property that the model describes.</summary>
    /// <exception cref="InvalidOperationException">It cannot be recorded.</exception>
    public static ShadowProperty Of(IProperty property, string name)
    {
        ShadowProperty made = property.FindAnnotation(ShadowAnnotations.Sensitivity)?.Value is string sensitivity
            ? Enum.Parse<Sensitivity>(sensitivity) == Sensitivity.Hash
                ? new ShadowProperty<AuditSecret, HashCodec>(property, name, AuditSecret.Of<object?, ShadowValueCodec>)
                : new ShadowProperty<AuditSecret, MaskCodec>(property, name, AuditSecret.Of<object?, ShadowValueCodec>)
            : property.FindAnnotation(ShadowAnnotations.Subject)?.Value is string subject
                ? new ShadowProperty<AuditPersonal<object?>, PersonalCodec<object?, ShadowValueCodec>>(
                    property, name, Personal(subject, property.FindAnnotation(ShadowAnnotations.SubjectKind)?.Value as string))
                : new ShadowProperty<object?, ShadowValueCodec>(property, name, static value => value);
        Type recorded = made._converter?.ProviderClrType ?? property.ClrType;
        return ShadowValueCodec.Knows(Nullable.GetUnderlyingType(recorded) ?? recorded) ? made : throw new InvalidOperationException(
            $"The shadow property {property.DeclaringType.DisplayName()}.{property.Name} is of the type {property.ClrType}, which cannot be recorded. "
            + "Give it a conversion to a type of the base class library: HasConversion(…).");
    }

    /// <summary>What is recorded of a value: itself, or what it is in the database where its type is the application's own.</summary>
    public object? Recorded(object? value) => value switch
    {
        byte[] bytes => (byte[])[.. bytes],
        null => null,
        _ => _converter is null ? value : _converter.ConvertToProvider(value),
    };

    /// <summary>Whether two recorded values are told alike.</summary>
    public abstract bool Same(object? left, object? right);

    /// <summary>Says that a value came to be at the current path.</summary>
    public abstract void Add(object? value, ref JsonChangeSink sink);

    /// <summary>Says that the value at the current path ceased to be.</summary>
    public abstract void Remove(object? value, ref JsonChangeSink sink);

    /// <summary>Says that one value took the place of another.</summary>
    public abstract void Replace(object? before, object? after, ref JsonChangeSink sink);

    private static Func<object?, AuditPersonal<object?>> Personal(string subject, string? kind) => value => AuditPersonal.OfResource(value, subject, kind);
}
