#pragma warning disable IDE0130 // the compiler asks for this namespace
namespace System.Runtime.CompilerServices;

/// <summary>Lets records and init-only properties compile for netstandard2.0.</summary>
internal static class IsExternalInit;
