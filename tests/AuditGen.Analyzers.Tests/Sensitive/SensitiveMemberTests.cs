using AuditGen.Analyzers.Tests.Harness;

namespace AuditGen.Analyzers.Tests.Sensitive;

public sealed class SensitiveMemberTests
{
    [Fact]
    public Task Names_that_look_like_secrets_need_a_classification() => Verify.ReportsAsync("AUD2001", """
        [Auditable("identity", "user")] public sealed class User
        {
            [AuditKey] public Guid Id { get; }
            public string [|Password|] { get; set; } = "";
            public string [|ApiKey|] { get; set; } = "";
            public string [|Iban|] { get; set; } = "";
            public byte[] [|PasswordHash|] { get; set; } = [];
            public DateOnly [|DateOfBirth|] { get; set; }
            public bool HasPassword { get; set; }
            public DateTimeOffset PasswordChangedAt { get; set; }
            public string Shipping { get; set; } = "";
            [AuditSensitive(Sensitivity.Omit)] public string Pin { get; set; } = "";
            [AuditIgnore("never leaves the vault")] public string Secret { get; set; } = "";
        }
        public sealed record LogIn(string Name, string Password, [property: AuditData] string [|Otp|]);
        """);

    [Fact]
    public Task The_words_are_configurable() => Verify.ReportsAsync(
        "AUD2001",
        """
        [Auditable("identity", "user")] public sealed class User { [AuditKey] public Guid Id { get; } public string [|Blood|] { get; set; } = ""; public string Pin { get; set; } = ""; }
        """,
        new Dictionary<string, string> { ["auditgen_personal_names"] = "+ blood", ["auditgen_secret_names"] = "password" });
}
