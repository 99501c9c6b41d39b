using Microsoft.Extensions.Options;

namespace AuditGen.Writing;

/// <summary>Refuses settings of writing that are out of range, saying what to write instead.</summary>
internal sealed class WritingOptionsValidator : IValidateOptions<AuditGenOptions>
{
    private const long MinQueueBytes = 64 * 1024;
    private const long MaxQueueBytes = 4L * 1024 * 1024 * 1024;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AuditGenOptions options)
    {
        List<string> faults = [];
        if (options.QueueBytes is < MinQueueBytes or > MaxQueueBytes)
        {
            faults.Add($"AuditGenOptions.QueueBytes is {options.QueueBytes}. Set it between {MinQueueBytes} (64 KiB) and {MaxQueueBytes} (4 GiB).");
        }

        if (options.AppendTimeout < TimeSpan.Zero || options.AppendTimeout > TimeSpan.FromHours(1))
        {
            faults.Add($"AuditGenOptions.AppendTimeout is {options.AppendTimeout}. Set it between zero and one hour, such as TimeSpan.FromSeconds(30).");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
