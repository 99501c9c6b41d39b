using System.Collections.Immutable;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Flow;

/// <summary>What calls do: emit, persist, run other bodies, combine tasks.</summary>
internal sealed partial class BodyRun
{
    /// <summary>Methods without a body in sight that are taken to run the delegate they are given, once.</summary>
    private static readonly string[] Runners = ["Run", "Execute", "Invoke", "InTransaction", "WithTransaction", "Retry", "StartNew"];

    private EmissionLevel Level => InCatch ? EmissionLevel.InCatch : EmissionLevel.Done;

    private List<Outcome> Call(IInvocationOperation call, World world)
    {
        var result = new List<Outcome>();
        foreach (ArgumentOutcome arguments in Arguments(call.Instance, call.Arguments, world))
        {
            result.AddRange(Call(call, arguments));
        }

        return result;
    }

    private static bool IsSuccessFactory(IMethodSymbol method) =>
        method is { IsStatic: true, ContainingType.Name: "Result" } && method.ReturnType.Name == "Result"
        && (method.Name.StartsWith("Ok", StringComparison.Ordinal) || method.Name.StartsWith("Succe", StringComparison.Ordinal));

    private List<ArgumentOutcome> Arguments(IOperation? instance, ImmutableArray<IArgumentOperation> arguments, World world)
    {
        var result = new List<ArgumentOutcome>();
        foreach (Outcome receiver in instance is null ? One(FlowValue.Unknown, world) : Evaluate(instance, world))
        {
            result.Add(new ArgumentOutcome(receiver.Value, [], receiver.World));
        }

        foreach (IArgumentOperation argument in arguments)
        {
            result =
            [
                .. result.SelectMany(r => Evaluate(argument.Value, r.World)
                    .Select(a => new ArgumentOutcome(r.Receiver, [.. r.Arguments, a.Value], a.World))),
            ];
        }

        return result;
    }

    private List<Outcome> Call(IInvocationOperation call, ArgumentOutcome given)
    {
        IMethodSymbol method = call.TargetMethod;
        if (analysis.Bodies.IsEmission(method))
        {
            return Emit(call, method, given.World);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return RunDelegate(call, given.Receiver, given.Arguments, given.World) ?? Unknown(call, given);
        }

        if (analysis.IsFailureMember(method))
        {
            return One(new ResultValue(Succeeded: false), given.World);
        }

        if (IsSuccessFactory(method))
        {
            return One(new ResultValue(Succeeded: true), given.World);
        }

        if (Enumeration(call, method, given) is { } moved)
        {
            return moved;
        }

        if (TaskCall(call, method, given) is { } tasks)
        {
            return tasks;
        }

        World world = ScopeCall(call, given);
        if (analysis.Settings.PersistMethods.Matches(method.Name) && EntersNone(call, given))
        {
            return Persist(call, given with { World = world });
        }

        return RunTargets(call, given with { World = world }) ?? Unknown(call, given with { World = world });
    }

    private List<Outcome> Emit(IInvocationOperation call, IMethodSymbol method, World world)
    {
        analysis.SawEmission = true;
        Raise(world, type: null);
        EmissionLevel level = InCatch && !world.Saved ? EmissionLevel.InCatch : EmissionLevel.Done;
        World begun = world.BeginEmission(call);
        return FlowAnalysis.IsTaskLike(method.ReturnType)
            ? One(new PendingValue(level, call, FlowValue.Unknown), begun)
            : One(FlowValue.Unknown, begun.Emitted(level, call));
    }

    private List<Outcome> Persist(IInvocationOperation call, ArgumentOutcome given)
    {
        Raise(given.World, type: null);
        if (given.World.Early is { } early && !analysis.EmittedBeforeSave.ContainsKey(early))
        {
            analysis.EmittedBeforeSave.Add(early, call.TargetMethod.Name);
        }

        return One(FlowValue.Unknown, ForgetMembers(call.Instance, given.World.Persisted()));
    }

    /// <summary>A call of something without a body in sight.</summary>
    private List<Outcome> Unknown(IInvocationOperation call, ArgumentOutcome given)
    {
        World world = given.World;
        Raise(world, type: null);
        IMethodSymbol method = call.TargetMethod;
        if (Runners.Any(r => method.Name.StartsWith(r, StringComparison.Ordinal)))
        {
            foreach (FlowValue argument in given.Arguments)
            {
                if (argument is LambdaValue or MethodValue && RunDelegate(call, argument, [], world) is { } ran)
                {
                    return ran;
                }
            }
        }

        world = ForgetMembers(call.Instance, world);
        foreach (IArgumentOperation argument in call.Arguments)
        {
            world = argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out
                ? Store(FlowAnalysis.Unwrap(argument.Value), FlowValue.Unknown, world)
                : ForgetMembers(argument.Value, world);
        }

        world = AddToCollection(call, given, world);
        world = CalledOn(call, given.Receiver, world);
        ITypeSymbol? type = FlowAnalysis.AwaitedType(method.ReturnType);
        FlowValue value = FlowValue.Unknown;
        if (type is { IsReferenceType: true } && analysis.Symbols.ResourceOf(type) is not null)
        {
            // A factory makes another instance, and so does what `with` calls on a record.
            bool makesNew = (method.IsStatic && method.ContainingType.Is(type)) || method.Name == "<Clone>$";
            value = makesNew
                ? new ObjectValue(call, MayBeNull: false, IsNew: true, ExactType: null)
                : Loaded(call, mayBeNull: type.NullableAnnotation != NullableAnnotation.NotAnnotated, analysis.Settings.TrackingLoaders.Matches(method.Name), ref world);
        }
        else if (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated } and not ITypeParameterSymbol)
        {
            value = FlowValue.NotNull;
        }
        else
        {
            value = Remembered(call, world);
        }

        return One(FlowAnalysis.IsTaskLike(method.ReturnType) && !ReferenceEquals(value, FlowValue.Unknown) ? new PendingValue(EmissionLevel.None, Site: null, value) : value, world);
    }

    /// <summary>A task put into a list is pending as part of the list.</summary>
    private World AddToCollection(IInvocationOperation call, ArgumentOutcome given, World world)
    {
        return call.TargetMethod.Name is "Add" or "Enqueue" or "Push" && call.Instance is not null
            && given.Arguments.OfType<PendingValue>().FirstOrDefault() is { } task
                ? AssumeValue(call.Instance, given.Receiver is PendingValue others ? others.And(task) : task, world) ?? world
                : world;
    }

    /// <summary>Whether a loop runs at least once is the question whether its list is empty.</summary>
    private List<Outcome>? Enumeration(IInvocationOperation call, IMethodSymbol method, ArgumentOutcome given)
    {
        if (method is { Name: "GetEnumerator", Parameters.IsEmpty: true } && call.Instance is { } list && call.IsImplicit)
        {
            return One(new EnumeratorValue(KeyOf(list, given.World), Started: false), given.World);
        }

        if (given.Receiver is not EnumeratorValue enumerator || method.Name != "MoveNext" || call.Instance is null)
        {
            return null;
        }

        World started = AssumeValue(call.Instance, enumerator with { Started = true }, given.World) ?? given.World;
        if (enumerator.Started || enumerator.List is null)
        {
            return One(FlowValue.Unknown, started);
        }

        string question = "empty(" + enumerator.List + ")";
        return started[question].AsBoolean is { } empty
            ? One(FlowValue.Of(!empty), started)
            : [new Outcome(FlowValue.True, started.With(question, FlowValue.False)), new Outcome(FlowValue.False, started.With(question, FlowValue.True))];
    }

    private List<Outcome>? TaskCall(IInvocationOperation call, IMethodSymbol method, ArgumentOutcome given)
    {
        World world = given.World;
        switch (method.Name)
        {
            case "AsTask" or "ConfigureAwait" or "Preserve" or "GetAwaiter" or "WaitAsync" or "AsValueTask" when given.Receiver is PendingValue or FaultedValue:
                return One(given.Receiver, world);
            case "ConfigureAwait" or "WaitAsync" when given.Arguments.Length > 0 && given.Arguments[0] is PendingValue:
                return One(given.Arguments[0], world);
            case "GetResult" or "Wait" when given.Receiver is PendingValue or FaultedValue:
                return Await(given.Receiver, world);
            case "WhenAll" or "WaitAll" when FlowAnalysis.IsTaskLike(method.ContainingType):
                FlowValue all = given.Arguments.OfType<PendingValue>().Aggregate((FlowValue)FlowValue.Completed, Join);
                all = ((PendingValue)all) with { Result = FlowValue.Unknown };
                return method.Name == "WaitAll" ? Await(all, world) : One(all, world);
            case "FromResult" when FlowAnalysis.IsTaskLike(method.ContainingType) && given.Arguments.Length == 1:
                return One(new PendingValue(EmissionLevel.None, Site: null, given.Arguments[0]), world);
            case "FromException" or "FromCanceled" when FlowAnalysis.IsTaskLike(method.ContainingType):
                return One(FlowValue.Faulted, world);
            case "Run" when FlowAnalysis.IsTaskLike(method.ContainingType) && given.Arguments.Length > 0:
                return RunDelegate(call, given.Arguments[0], [], world, detached: true);
            default:
                return null;
        }
    }

    private List<Outcome>? RunDelegate(IOperation call, FlowValue target, FlowValue[] arguments, World world, bool detached = false)
    {
        switch (target)
        {
            case LambdaValue lambda:
                ControlFlowGraph body = lambda.Graph.GetAnonymousFunctionControlFlowGraph(lambda.Lambda, analysis.CancellationToken);
                return RunBody(call, body, lambda.Lambda.Symbol, frame.ThisType, Bind(lambda.Lambda.Symbol, arguments, world), detached);
            case MethodValue { Method.MethodKind: MethodKind.LocalFunction } local:
                return FlowAnalysis.LocalFunctionGraph(Graph, local.Method, analysis.CancellationToken) is { } graph
                    ? RunBody(call, graph, local.Method, frame.ThisType, Bind(local.Method, arguments, world), detached)
                    : null;
            case MethodValue method:
                return RunMethods(call, ReachedBy(method.Method, method.Receiver, method.IsVirtual), method.Receiver, arguments, world, detached);
            default:
                return null;
        }
    }

    private List<Outcome>? RunTargets(IInvocationOperation call, ArgumentOutcome given)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return FlowAnalysis.LocalFunctionGraph(Graph, method.OriginalDefinition, analysis.CancellationToken) is { } graph
                ? RunBody(call, graph, method.OriginalDefinition, frame.ThisType, Bind(method.OriginalDefinition, InParameterOrder(call, given.Arguments), given.World), detached: false)
                : null;
        }

        return RunMethods(call, ReachedBy(method, given.Receiver, call.IsVirtual), given.Receiver, InParameterOrder(call, given.Arguments), given.World, detached: false);
    }

    private bool EntersNone(IInvocationOperation call, ArgumentOutcome given) =>
        ReachedBy(call.TargetMethod, given.Receiver, call.IsVirtual).All(m => !analysis.MayEnter(m, frame) || analysis.Bodies.GraphOf(m, analysis.CancellationToken) is null);

    /// <summary>The methods that a call can reach; none where that cannot be known.</summary>
    private IReadOnlyList<IMethodSymbol> ReachedBy(IMethodSymbol method, FlowValue receiver, bool isVirtual)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        if (!isVirtual || !(definition.IsVirtual || definition.IsAbstract || definition.IsOverride || definition.ContainingType?.TypeKind == TypeKind.Interface))
        {
            return [definition];
        }

        INamedTypeSymbol? exact = receiver switch
        {
            ThisValue => frame.ThisType,
            ObjectValue { ExactType: INamedTypeSymbol type } => type,
            _ => null,
        };
        return exact is not null && MethodBodies.Find(exact, definition) is { } found ? [found.OriginalDefinition] : analysis.Bodies.Targets(definition);
    }

    /// <summary>Runs each method that may be meant; null where one of them has no body in sight.</summary>
    private List<Outcome>? RunMethods(IOperation call, IReadOnlyList<IMethodSymbol> methods, FlowValue receiver, FlowValue[] arguments, World world, bool detached)
    {
        var result = new List<Outcome>();
        foreach (IMethodSymbol method in methods)
        {
            IMethodSymbol body = MethodBodies.Implementation(method);
            if (!analysis.MayEnter(body, frame) || analysis.Bodies.GraphOf(body, analysis.CancellationToken) is not { } graph)
            {
                return null;
            }

            INamedTypeSymbol? thisType = receiver switch
            {
                ThisValue => frame.ThisType,
                ObjectValue { ExactType: INamedTypeSymbol type } => type,
                _ => body.ContainingType,
            };
            result.AddRange(RunBody(call, graph, body, thisType, Bind(body, arguments, world), detached));
        }

        return methods.Count == 0 ? null : result;
    }

    private List<Outcome> RunBody(IOperation call, ControlFlowGraph graph, IMethodSymbol method, INamedTypeSymbol? thisType, World world, bool detached)
    {
        var result = new List<Outcome>();
        bool later = method.IsAsync || detached;
        World start = later ? world.WithEmission(EmissionLevel.None, site: null) : world;
        BodyResult body = analysis.Enter(new Frame(graph, method, thisType, InCatch, frame.Depth + 1), start);
        foreach (BodyThrow thrown in body.Throws)
        {
            World raised = thrown.World.ReportedAt(call, start);
            World after = later && world.Emission > raised.Emission ? raised.WithEmission(world.Emission, world.EmissionSite) : raised;
            Raise(after, thrown.Type);
        }

        foreach (BodyExit exit in body.Exits)
        {
            World left = exit.World.ReportedAt(call, start);
            FlowValue value = exit.Value is PendingValue { Site: not null } pending ? pending with { Site = call } : exit.Value;
            if (!later)
            {
                result.Add(new Outcome(value, left));
                continue;
            }

            World after = left.WithEmission(world.Emission, world.EmissionSite);
            EmissionLevel level = left.Emission;
            IOperation? site = left.EmissionSite;
            if (detached && value is PendingValue inner && !method.IsAsync)
            {
                (level, site, value) = inner.Level > level ? (inner.Level, inner.Site, inner.Result) : (level, site, inner.Result);
            }

            if (method.ReturnsVoid && !detached)
            {
                // Nobody can wait for async void.
                result.Add(new Outcome(FlowValue.Unknown, level == EmissionLevel.None ? after : after.Emitted(EmissionLevel.NotAwaited, site)));
            }
            else
            {
                result.Add(new Outcome(new PendingValue(level, site, value), after));
            }
        }

        return result;
    }

    private static World Bind(IMethodSymbol method, FlowValue[] arguments, World world)
    {
        for (int i = 0; i < method.Parameters.Length; i++)
        {
            FlowValue value = i < arguments.Length ? arguments[i] : FlowValue.Unknown;
            world = Forget(method.Parameters[i], world).With(method.Parameters[i], value);
        }

        return world;
    }

    private static FlowValue[] InParameterOrder(IInvocationOperation call, FlowValue[] arguments)
    {
        var ordered = new FlowValue[call.TargetMethod.Parameters.Length];
        for (int i = 0; i < ordered.Length; i++)
        {
            ordered[i] = FlowValue.Unknown;
        }

        for (int i = 0; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i].Parameter is { } parameter && parameter.Ordinal < ordered.Length && parameter.RefKind is RefKind.None or RefKind.In)
            {
                ordered[parameter.Ordinal] = arguments[i];
            }
        }

        return ordered;
    }

    private List<Outcome> Create(IObjectCreationOperation creation, World world)
    {
        var result = new List<Outcome>();
        foreach (ArgumentOutcome given in Arguments(instance: null, creation.Arguments, world))
        {
            Raise(given.World, type: null);
            FlowValue value = new ObjectValue(creation, MayBeNull: false, IsNew: true, creation.Type);
            if (FlowAnalysis.IsTaskLike(creation.Type) && given.Arguments.Length == 1)
            {
                value = given.Arguments[0] as PendingValue ?? new PendingValue(EmissionLevel.None, Site: null, given.Arguments[0]);
            }
            else if (creation.Type is not null && analysis.Settings.FailureFactories.Matches(creation.Type.Name))
            {
                value = new ResultValue(Succeeded: false);
            }

            World after = creation.Initializer is null ? given.World : Evaluate(creation.Initializer, given.World)[0].World;
            result.Add(new Outcome(value, after));
        }

        return result;
    }
}
