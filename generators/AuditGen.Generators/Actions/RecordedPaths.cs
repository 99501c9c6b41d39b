using System.Collections.Immutable;

namespace AuditGen.Generators;

/// <summary>The paths that are recorded of a resource: <c>/lines/*/quantity</c>.</summary>
internal static class RecordedPaths
{
    /// <summary>The models by their states.</summary>
    public static Dictionary<string, TypeModel> Index(ImmutableArray<AuditableModel> types)
    {
        var known = new Dictionary<string, TypeModel>(StringComparer.Ordinal);
        foreach (TypeModel part in types.SelectMany(static model => model.Parts.Concat([model.Type])))
        {
            known[part.State] = part;
        }

        return known;
    }

    public static IEnumerable<string> Of(TypeModel type, Dictionary<string, TypeModel> known) => Below(type, string.Empty, known, []);

    private static IEnumerable<string> Below(TypeModel type, string prefix, Dictionary<string, TypeModel> known, ImmutableArray<string> path)
    {
        foreach (MemberModel member in type.Members)
        {
            string here = prefix + "/" + member.StoredName.Replace("~", "~0").Replace("/", "~1");
            yield return here;
            (string? state, string suffix) = member.Shape switch
            {
                ObjectShape { IsPart: true } part => (part.State, string.Empty),
                ElementsShape elements => (elements.Element.State, "/*"),
                MapShape { Value: ObjectShape { IsPart: true } part } => (part.State, "/*"),
                _ => (null, string.Empty),
            };
            if (state is not null && state != type.State && !path.Contains(state) && known.TryGetValue(state, out TypeModel? below))
            {
                foreach (string deeper in Below(below, here + suffix, known, path.Add(type.State)))
                {
                    yield return deeper;
                }
            }
        }
    }
}
