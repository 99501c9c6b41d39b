using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>
/// The short way to copies of entities whose class holds its row and nothing else: each field is that of a mapped property. Then
/// the instance itself is the row after a save, and its clone with the original values of what was modified is the row before.
/// </summary>
internal sealed class PlainRow
{
    private readonly Type _class;
    private readonly IProperty[] _properties;
    private readonly bool _isGenerated;

    private PlainRow(Type @class, IProperty[] properties)
    {
        _class = @class;
        _properties = properties;
        _isGenerated = Array.Exists(properties, static property => property.ValueGenerated != ValueGenerated.Never);
    }

    /// <summary>The short way of an entity type, or <see langword="null"/> where its instances hold more than a row.</summary>
    public static PlainRow? Of(IEntityType type)
    {
        if (type.GetComplexProperties().Any() || type.GetNavigations().Any() || type.GetSkipNavigations().Any())
        {
            return null;
        }

        IProperty[] properties = [.. type.GetProperties().Where(static property => !property.IsShadowProperty())];
        var mapped = new HashSet<(Type?, string)>();
        foreach (IProperty property in properties)
        {
            if (property.FieldInfo is not { } field || property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate))
            {
                return null;
            }

            mapped.Add((field.DeclaringType, field.Name));
        }

        for (Type? each = type.ClrType; each is not null && each != typeof(object); each = each.BaseType)
        {
            // Asked once a model, of which Entity Framework itself asks far more.
            FieldInfo[] fields = each.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
            if (Array.Exists(fields, field => !mapped.Contains((field.DeclaringType, field.Name))))
            {
                return null;
            }
        }

        return new PlainRow(type.ClrType, properties);
    }

    /// <summary>The row before the save, or <see langword="null"/> where it has to be had the long way.</summary>
    public object? Before(EntityEntry entry)
    {
        if (entry.State is not (EntityState.Modified or EntityState.Unchanged) || entry.Entity.GetType() != _class)
        {
            return null;
        }

        object copy = Clone(entry.Entity);
#pragma warning disable EF1001 // the public entries are made anew at each question
        InternalEntityEntry known = entry.GetInfrastructure();
        foreach (IProperty property in _properties)
        {
            if (known.IsModified(property))
            {
                ((IRuntimePropertyBase)property).MaterializationSetter.SetClrValue(copy, known.GetOriginalValue(property));
            }
        }
#pragma warning restore EF1001

        return copy;
    }

    /// <summary>The row after the save, or <see langword="null"/> where it has to be had the long way.</summary>
    public object? After(EntityEntry entry)
    {
        // Before the save accepts them, keys that the database made are not in the instance yet.
        bool isKnown = !_isGenerated || entry.State is EntityState.Modified or EntityState.Unchanged;
        return isKnown && entry.State != EntityState.Deleted && entry.Entity.GetType() == _class ? entry.Entity : null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(MemberwiseClone))]
    private static extern object Clone(object instance);
}
