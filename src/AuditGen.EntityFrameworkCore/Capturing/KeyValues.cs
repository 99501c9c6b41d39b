using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>Compares the values of keys as the model compares them.</summary>
internal sealed class KeyValues : IEqualityComparer<object[]>
{
    private readonly ValueComparer[] _comparers;

    private KeyValues(IReadOnlyList<IProperty> properties) => _comparers = [.. properties.Select(static property => property.GetKeyValueComparer())];

    /// <summary>A comparer of the values of the properties.</summary>
    public static KeyValues Of(IReadOnlyList<IProperty> properties) => new(properties);

    /// <summary>The values of the properties before or after, or <see langword="null"/> where one of them is null: no key.</summary>
    public static object[]? Read(EntityEntry entry, IReadOnlyList<IProperty> properties, bool original)
    {
        var values = new object[properties.Count];
        for (int i = 0; i < values.Length; i++)
        {
            PropertyEntry property = entry.Property(properties[i]);
            if ((original ? property.OriginalValue : property.CurrentValue) is not { } value)
            {
                return null;
            }

            values[i] = value;
        }

        return values;
    }

    /// <inheritdoc/>
    public bool Equals(object[]? x, object[]? y)
    {
        if (x is null || y is null)
        {
            return ReferenceEquals(x, y);
        }

        for (int i = 0; i < _comparers.Length; i++)
        {
            if (!_comparers[i].Equals(x[i], y[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public int GetHashCode(object[] obj)
    {
        var hash = default(HashCode);
        for (int i = 0; i < _comparers.Length; i++)
        {
            hash.Add(_comparers[i].GetHashCode(obj[i]));
        }

        return hash.ToHashCode();
    }
}
