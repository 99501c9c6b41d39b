namespace System.Diagnostics.CodeAnalysis;

/// <summary>Says what a result means for the nullability of a parameter; netstandard2.0 has no such attribute.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    public bool ReturnValue { get; } = returnValue;
}
