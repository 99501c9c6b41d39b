using Microsoft.Extensions.Options;

namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>Refuses settings that make no sense, saying what to write instead.</summary>
internal sealed class OutboxOptionsValidator : IValidateOptions<OutboxOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboxOptions options)
    {
        List<string> faults = [];
        if (options.PollInterval < TimeSpan.FromMilliseconds(10) || options.PollInterval > TimeSpan.FromHours(1))
        {
            faults.Add($"OutboxOptions.PollInterval is {options.PollInterval}. Set it between 10 ms and 1 h.");
        }

        if (options.BatchRows is < 1 or > 10_000)
        {
            faults.Add($"OutboxOptions.BatchRows is {options.BatchRows}. Set it between 1 and 10000.");
        }

        if (options.MaxRetryDelay < TimeSpan.FromMilliseconds(100) || options.MaxRetryDelay > TimeSpan.FromHours(1))
        {
            faults.Add($"OutboxOptions.MaxRetryDelay is {options.MaxRetryDelay}. Set it between 100 ms and 1 h.");
        }

        if (options.MaxWaiting < TimeSpan.FromSeconds(10) || options.MaxWaiting > TimeSpan.FromDays(1))
        {
            faults.Add($"OutboxOptions.MaxWaiting is {options.MaxWaiting}. Set it between 10 s and 1 day.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
