using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Flow;

/// <summary>Which resources a path has tracked, and which it changed before.</summary>
internal sealed partial class BodyRun
{
    private static readonly TrackingValue Tracked = new(ChangedAt: null);

    /// <summary>What <c>audit.Track(x)</c> and its siblings mean for an instance.</summary>
    private World ScopeCall(IInvocationOperation call, ArgumentOutcome given)
    {
        World world = given.World;
        if (!call.TargetMethod.ContainingType.Is(analysis.Symbols.Scope) || call.TargetMethod.Name is not ("Track" or "Created" or "Changed" or "Deleted"))
        {
            return world;
        }

        foreach (ObjectValue instance in given.Arguments.OfType<ObjectValue>())
        {
            var slot = new TrackingSlot(instance.Place);
            if (call.TargetMethod.Name == "Track" && world[slot] is TrackingValue { ChangedAt: { } change } && !analysis.TrackedTooLate.ContainsKey(call))
            {
                analysis.TrackedTooLate.Add(call, change);
            }

            world = world.With(slot, Tracked);
        }

        return world;
    }

    /// <summary>An instance comes from somewhere: what was known of the one before from the same place is about another.</summary>
    private static ObjectValue Loaded(IOperation place, bool mayBeNull, bool isTracked, ref World world)
    {
        var slot = new TrackingSlot(place);
        world = isTracked ? world.With(slot, Tracked) : world.Without(slot);
        return new ObjectValue(place, mayBeNull, IsNew: false, ExactType: null);
    }

    private static World Changed(IOperation target, FlowValue receiver, IOperation site, World world) =>
        target is IPropertyReferenceOperation or IFieldReferenceOperation ? ChangedInstance(receiver, site, world) : world;

    private World Mutated(IOperation target, IOperation site, World world) => FlowAnalysis.Unwrap(target) switch
    {
        IMemberReferenceOperation { Instance: { } instance } => ChangedInstance(SlotValue(instance, world), site, world),
        _ => world,
    };

    /// <summary>A method of a resource that changes it was called.</summary>
    private World CalledOn(IInvocationOperation call, FlowValue receiver, World world) =>
        receiver is ObjectValue && call.Instance is not null && Mutators.Changes(call.TargetMethod, analysis.CancellationToken)
            ? ChangedInstance(receiver, call, world)
            : world;

    private static World ChangedInstance(FlowValue receiver, IOperation site, World world)
    {
        if (receiver is not ObjectValue { IsNew: false } instance)
        {
            return world;
        }

        var slot = new TrackingSlot(instance.Place);
        return world[slot] is TrackingValue ? world : world.With(slot, new TrackingValue(site));
    }
}
