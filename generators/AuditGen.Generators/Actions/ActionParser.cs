using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Reads the actions that <c>[Audited]</c> declares on a handler.</summary>
internal static class ActionParser
{
    private static readonly string[] Categories =
    [
        "Activate", "Approve", "Assign", "Authenticate", "Cancel", "Close", "Complete", "Configure", "Create", "Deactivate",
        "Delete", "Evaluate", "Export", "Grant", "Import", "Issue", "Match", "Post", "Receive", "Reject", "Reopen", "Restore",
        "Reverse", "Revoke", "Submit", "Transfer", "Update",
    ];

    /// <summary>Whether a text is an action code: <c>^[a-z0-9]+(_[a-z0-9]+)*(\.[a-z0-9_]+)+$</c>.</summary>
    public static bool IsCode(string text)
    {
        int dot = text.IndexOf('.');
        if (dot <= 0 || text[text.Length - 1] == '.' || text.Contains(".."))
        {
            return false;
        }

        string head = text.Substring(0, dot);
        return head[0] != '_' && head[head.Length - 1] != '_' && !head.Contains("__")
            && text.All(static c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '.');
    }

    /// <summary>The actions of one handler class or method; malformed declarations are left to the analyzers.</summary>
    public static ImmutableEquatableArray<ActionModel> Parse(ISymbol target, ImmutableArray<AttributeData> attributes, ParseSession session)
    {
        var actions = new List<ActionModel>();
        INamedTypeSymbol handler = target as INamedTypeSymbol ?? target.ContainingType;
        ImmutableEquatableArray<string> formerCodes = AuditAttributes.FormerNames(target).ToEquatable();
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.ConstructorArguments is not [{ Value: string code }, { Value: int number }, { Value: INamedTypeSymbol resource }]
                || !IsCode(code) || number < 1 || number > Categories.Length
                || !AuditAttributes.TryGetAuditable(resource, out string? context, out string? resourceType) || context is null)
            {
                continue;
            }

            string category = Categories[number - 1];
            bool emits = Named(attribute, "EmitWhenUnchanged") is { Value: bool chosen }
                ? chosen
                : category is "Authenticate" or "Evaluate" or "Export" or "Match";
            ActionModel action = Complete(
                new ActionModel
                {
                    Code = code,
                    Category = category,
                    Context = context,
                    ResourceType = resourceType!,
                    EmitWhenUnchanged = emits,
                    FormerCodes = actions.Count == 0 ? formerCodes : ImmutableEquatableArray<string>.Empty,
                    Handler = handler.ToDisplayString(),
                    Namespace = string.Empty,
                    SourceType = session.Facts(resource).CSharp,
                },
                resource,
                session);
            actions.Add(action);
            if (Named(attribute, "OnFailure") is { Value: string failure } && IsCode(failure))
            {
                actions.Add(action with { Code = failure, IsFailure = true, FormerCodes = ImmutableEquatableArray<string>.Empty });
            }
        }

        return actions.ToEquatable();
    }

    private static ActionModel Complete(ActionModel action, INamedTypeSymbol resource, ParseSession session)
    {
        if (resource.IsGenericType || !session.Types.CanRecord(resource))
        {
            return action;
        }

        GeneratedNames names = session.Names(resource, out bool isForeign);
        bool isOwn = session.IsOwn(resource) && !session.IsTaken(names);
        return !isForeign && !isOwn ? action : action with
        {
            Namespace = isOwn ? names.Namespace : string.Empty,
            State = names.State,
            Resource = names.Resource,
            IsPublic = session.Facts(resource).IsPublic,
            WarningIds = session.Facts(resource).WarningIds(session).Concat(session.AssemblyWarningIds).ToEquatable(),
        };
    }

    private static TypedConstant? Named(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
