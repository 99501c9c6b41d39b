namespace System.Runtime.CompilerServices;

/// <summary>Lets init-only members and records compile for netstandard2.0.</summary>
internal static class IsExternalInit;
