using Microsoft.Extensions.Options;

namespace AuditGen.Consuming;

/// <summary>Refuses settings of consumers that are out of range, saying what to write instead.</summary>
internal sealed class ConsumerOptionsValidator : IValidateOptions<ConsumerOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ConsumerOptions options) =>
        options.Check() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}
