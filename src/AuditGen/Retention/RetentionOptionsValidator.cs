using AuditGen.Hosting;
using Microsoft.Extensions.Options;

namespace AuditGen.Retention;

/// <summary>Refuses retention that no context would follow, saying what to write instead. Windows check themselves.</summary>
internal sealed class RetentionOptionsValidator(AuditCatalogue catalogue) : IValidateOptions<RetentionOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        List<string> faults = [];
        if (options.Interval < TimeSpan.FromSeconds(1) || options.Interval > TimeSpan.FromDays(1))
        {
            faults.Add($"RetentionOptions.Interval is {options.Interval}. Set it between 1 s and 1 day.");
        }

        if (options.Default is null)
        {
            faults.Add("RetentionOptions.Default is null. Leave it as it is, or write new AuditRetention { … }.");
        }

        var contexts = new KnownContexts(catalogue);
        foreach ((string context, AuditRetention? retention) in options.Contexts)
        {
            if (contexts.FaultOf(context) is { } fault)
            {
                faults.Add($"RetentionOptions.Contexts: {fault}");
            }

            if (retention is null)
            {
                faults.Add($"RetentionOptions.Contexts[\"{context}\"] is null. Write new AuditRetention {{ … }}.");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
