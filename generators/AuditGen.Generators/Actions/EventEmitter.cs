using System.Collections.Immutable;

namespace AuditGen.Generators;

/// <summary>Writes typed events.</summary>
internal static class EventEmitter
{
    /// <summary>The typed events of a catalogue: one for each action whose resource has a state.</summary>
    public static ImmutableArray<EventModel> Events(CatalogueModel model) =>
    [
        .. from entry in model.Actions
           let action = entry.Action
           where action.State is not null
           select new EventModel(
               action.Namespace.Length > 0 ? action.Namespace : model.Namespace,
               Naming.EventClass(action.Code),
               action.Code,
               $"global::{model.Namespace}.{Naming.ActionsClass(model.AssemblyName)}.{Naming.EventType(action.Code)}",
               action.State!,
               action.Resource!,
               action.SourceType,
               action.IsPublic,
               action.WarningIds),
    ];

    public static string Emit(EventModel model)
    {
        var writer = new SourceWriter();
        writer.Header(model.WarningIds);
        StateEmitter.BeginNamespace(writer, model.Namespace);
        string instance = model.Resource + ".Instance";
        writer
            .Line($"/// <summary>An event of the action <c>{model.Code}</c>, with the state of the {model.SourceType.Replace("global::", string.Empty)} before and after.</summary>")
            .Line(Generated.Attribute)
            .Open($"{(model.IsPublic ? "public" : "internal")} sealed class {model.ClassName} : AuditTypedEvent<{model.State}>")
            .Line("/// <summary>Makes the event from states; null stands for a resource that does not exist.</summary>")
            .Line($"public {model.ClassName}({model.State}? before, {model.State}? after)")
            .Line($"    : base({model.Action}, {instance}, before, after)")
            .Line("{")
            .Line("}")
            .Line()
            .Line($"private {model.ClassName}({model.State}? before, global::AuditGen.AuditEvent source)")
            .Line($"    : base({model.Action}, {instance}, source, before)")
            .Line("{")
            .Line("}")
            .Line()
            .Line("/// <summary>Makes the event from an instance that was created.</summary>")
            .Line($"public static {model.ClassName} Created({model.SourceType} resource) => new {model.ClassName}(before: null, after: {model.State}.Of(resource));")
            .Line()
            .Line("/// <summary>Makes the event from an instance that was deleted.</summary>")
            .Line($"public static {model.ClassName} Deleted({model.SourceType} resource) => new {model.ClassName}(before: {model.State}.Of(resource), after: null);")
            .Line()
            .Line("/// <summary>Reads the event back.</summary>")
            .Line("/// <param name=\"source\">An event of this action, or of a former code of it.</param>")
            .Line("/// <param name=\"before\">The state before it, where known; otherwise only what the event changed is.</param>")
            .Line($"public static {model.ClassName} Read(global::AuditGen.AuditEvent source, {model.State}? before = null) => new {model.ClassName}(before, source);")
            .Close();
        return writer.ToString();
    }
}
