using AuditGen.Analyzers.Tests.Harness;

namespace AuditGen.Analyzers.Tests.Sensitive;

public sealed class SensitiveFlowTests
{
    private const string Shape = """
        namespace Microsoft.Extensions.Logging
        {
            public interface ILogger { void Log(string text); }
            public static class LoggerExtensions { public static void LogInformation(this ILogger logger, string message, params object?[] args) { } }
            [AttributeUsage(AttributeTargets.Method)] public sealed class LoggerMessageAttribute : Attribute;
        }
        namespace App
        {
            using Microsoft.Extensions.Logging;
            [AuditSensitive(Sensitivity.Omit)] public sealed record Pin(string Digits);
            public sealed record LogIn(string Name, [property: AuditSensitive(Sensitivity.Omit)] string Password, [property: AuditReason] string? Why = null, [property: AuditData] string? Note = null);
            public sealed class User { public string Name { get; set; } = ""; [AuditSensitive(Sensitivity.Mask)] public string? Iban { get; set; } public Pin? Pin { get; set; } }
            public sealed partial class Subject(ILogger logger, IAuditScope audit)
            {
                [LoggerMessage] public static void Written(ILogger logger, string value) { }
                public static string MaskOf(string? value) => "x";
                public void Do(LogIn command, User user)
                {
        BODY
                }
            }
        }
        """;

    private static string With(string body) => Shape.Replace("BODY", body, StringComparison.Ordinal);

    [Theory]
    [InlineData("logger.LogInformation(\"{Iban}\", [|user.Iban|]);")]
    [InlineData("logger.LogInformation([|$\"in {user.Iban}\"|]);")]
    [InlineData("logger.LogInformation([|\"in \" + command.Password|]);")]
    [InlineData("var text = command.Password; logger.LogInformation(\"{0}\", [|text|]);")]
    [InlineData("var text = command.Password; var more = text.Trim().ToUpperInvariant(); logger.Log([|more|]);")]
    [InlineData("logger.Log([|string.Format(\"{0}\", user.Iban)|]);")]
    [InlineData("logger.Log([|user.Iban ?? \"none\"|]);")]
    [InlineData("logger.Log([|user.Iban?.Substring(1)|]!);")]
    [InlineData("logger.Log([|user.Pin!.Digits|]);")]
    [InlineData("logger.LogInformation(\"{Command}\", [|command|]);")]
    [InlineData("logger.Log([|$\"{command}\"|]);")]
    [InlineData("Written(logger, [|command.Password|]);")]
    [InlineData("Console.WriteLine([|command.Password|]);")]
    [InlineData("logger.LogInformation(\"{0}\", [|new { command.Password }|]);")]
    public Task A_sensitive_value_in_a_log_is_reported(string body) =>
        Verify.ReportsAsync("AUD2002", With(body));

    [Theory]
    [InlineData("throw new InvalidOperationException([|$\"bad {user.Iban}\"|]);")]
    [InlineData("var text = \"bad \" + command.Password; throw new ArgumentException([|text|], nameof(command));")]
    public Task A_sensitive_value_in_an_exception_is_reported(string body) => Verify.ReportsAsync("AUD2003", With(body));

    [Theory]
    [InlineData("audit.Reason([|user.Iban|]!);")]
    [InlineData("audit.Failed([|$\"wrong {command.Password}\"|]);")]
    [InlineData("audit.Subject(\"user\", [|command.Password|]);")]
    [InlineData("_ = new LogIn(\"n\", command.Password, Why: [|user.Iban|]);")]
    [InlineData("_ = new LogIn(\"n\", command.Password, Note: [|command.Password|]);")]
    public Task A_sensitive_value_in_the_trail_is_reported(string body) => Verify.ReportsAsync("AUD2004", With(body));

    [Theory]
    [InlineData("logger.LogInformation(\"{Name}\", user.Name);")]
    [InlineData("logger.LogInformation(\"{Has}\", user.Iban is not null);")]
    [InlineData("logger.LogInformation(\"{Length}\", command.Password.Length);")]
    [InlineData("logger.LogInformation(\"{Iban}\", MaskOf(user.Iban));")]
    [InlineData("if (string.IsNullOrEmpty(command.Password)) { throw new ArgumentException(\"password\", nameof(command)); }")]
    [InlineData("user.Iban = command.Password; logger.Log(nameof(user.Iban));")]
    [InlineData("audit.Subject(\"user\", command.Name);")]
    [InlineData("logger.LogInformation(\"{User}\", user);")]
    public Task What_is_not_the_value_is_fine(string body) => Verify.NothingAsync(With(body));
}
