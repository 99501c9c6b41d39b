namespace AuditGen.Testing;

/// <summary>What a test expects of the trail. Each method fails with what there is instead.</summary>
public static class AuditTrailAssertions
{
    /// <summary>There is exactly one event of the action.</summary>
    /// <param name="trail">The trail.</param>
    /// <param name="action">The action code, such as <c>invoice.post</c>.</param>
    /// <returns>Expectations of the event.</returns>
    public static AuditEventExpectation ShouldHaveOne(this AuditTestTrail trail, string action)
    {
        ArgumentNullException.ThrowIfNull(trail);
        AuditEvent[] found = [.. trail.Events.Where(each => each.Action == action)];
        return found.Length == 1
            ? new AuditEventExpectation(found[0])
            : throw new AuditAssertionException($"Expected one event '{action}', but there are {found.Length}.{Environment.NewLine}{TrailText.Describe(trail.Events)}");
    }

    /// <inheritdoc cref="ShouldHaveOne(AuditTestTrail, string)"/>
    public static AuditEventExpectation ShouldHaveOne(this AuditTestTrail trail, AuditAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return trail.ShouldHaveOne(action.Code);
    }

    /// <summary>There are events of exactly these actions, in this order, and no others.</summary>
    /// <param name="trail">The trail.</param>
    /// <param name="actions">The action codes.</param>
    public static void ShouldHaveExactly(this AuditTestTrail trail, params string[] actions)
    {
        ArgumentNullException.ThrowIfNull(trail);
        ArgumentNullException.ThrowIfNull(actions);
        if (!trail.Events.Select(each => each.Action).SequenceEqual(actions, StringComparer.Ordinal))
        {
            string expected = actions.Length == 0 ? "no event" : string.Join(", ", actions);
            throw new AuditAssertionException($"Expected {expected}.{Environment.NewLine}{TrailText.Describe(trail.Events)}");
        }
    }

    /// <summary>There is no event.</summary>
    /// <param name="trail">The trail.</param>
    public static void ShouldBeEmpty(this AuditTestTrail trail) => trail.ShouldHaveExactly();
}
