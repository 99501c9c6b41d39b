using System.Reflection.Metadata;

namespace AuditGen.Cli.Catalogue;

/// <summary>Full names of types in metadata.</summary>
internal static class AttributeNames
{
    /// <summary>The full name of an attribute's class.</summary>
    public static string Of(MetadataReader reader, CustomAttribute attribute) => attribute.Constructor.Kind switch
    {
        HandleKind.MemberReference => OfType(reader, reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent),
        HandleKind.MethodDefinition => OfType(reader, reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()),
        _ => string.Empty,
    };

    /// <summary>The full name of a type; of a constructed one that of its definition.</summary>
    public static string OfType(MetadataReader reader, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                TypeReference reference = reader.GetTypeReference((TypeReferenceHandle)handle);
                return Join(reader, reference.Namespace, reference.Name);
            case HandleKind.TypeDefinition:
                TypeDefinition definition = reader.GetTypeDefinition((TypeDefinitionHandle)handle);
                return Join(reader, definition.Namespace, definition.Name);
            case HandleKind.TypeSpecification:
                BlobReader blob = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                bool isConstructed = blob.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance;
                if (!isConstructed)
                {
                    return string.Empty;
                }

                _ = blob.ReadCompressedInteger();
                return OfType(reader, blob.ReadTypeHandle());
            default:
                return string.Empty;
        }
    }

    /// <summary>A full name from its parts.</summary>
    public static string Join(MetadataReader reader, StringHandle @namespace, StringHandle name) =>
        @namespace.IsNil ? reader.GetString(name) : $"{reader.GetString(@namespace)}.{reader.GetString(name)}";
}
