using Microsoft.Extensions.Options;

namespace AuditGen.Hosting;

/// <summary>Refuses settings that make no sense, saying what to write instead.</summary>
internal sealed class AuditGenOptionsValidator(AuditCatalogue catalogue) : IValidateOptions<AuditGenOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AuditGenOptions options)
    {
        List<string> faults = [];
        if (options.QueueCapacity is < 1 or > AuditGenOptions.MaxQueueCapacity)
        {
            faults.Add($"AuditGenOptions.QueueCapacity is {options.QueueCapacity}. Set it between 1 and {AuditGenOptions.MaxQueueCapacity}.");
        }

        if (options.MaxEventBytes is < 4096 or > 64 * 1024 * 1024)
        {
            faults.Add($"AuditGenOptions.MaxEventBytes is {options.MaxEventBytes}. Set it between 4096 (4 KiB) and 67108864 (64 MiB).");
        }

        if (options.Source is null)
        {
            faults.Add("AuditGenOptions.Source is null. Leave it as it is, or call audit.Service(\"name\", \"version\").");
        }

        if (options.Text is null)
        {
            faults.Add("AuditGenOptions.Text is null. Leave it as it is, or write new AuditTextOptions { … }.");
        }

        var contexts = new KnownContexts(catalogue);
        CheckContext("Defaults", options.Defaults, faults);
        foreach ((string context, AuditContextOptions settings) in options.Contexts)
        {
            if (contexts.FaultOf(context) is { } fault)
            {
                faults.Add(fault);
            }

            CheckContext($"Contexts[\"{context}\"]", settings, faults);
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckContext(string where, AuditContextOptions? settings, List<string> faults)
    {
        if (settings is null)
        {
            faults.Add($"AuditGenOptions.{where} is null. Write new AuditContextOptions().");
            return;
        }

        if (!Enum.IsDefined(settings.Durability))
        {
            faults.Add($"AuditGenOptions.{where}.Durability is {(int)settings.Durability}. Write Durability.Journaled or Durability.Buffered.");
        }

        if (!Enum.IsDefined(settings.WhenFull))
        {
            faults.Add($"AuditGenOptions.{where}.WhenFull is {(int)settings.WhenFull}. Write WhenFull.Wait or WhenFull.Fail.");
        }
    }
}
