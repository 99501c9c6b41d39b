namespace AuditGen.Cli.Help;

/// <summary>What people can copy, per verb.</summary>
internal static class VerbExamples
{
    /// <summary>The command lines, without the program's name.</summary>
    /// <param name="verb">The verb, with the one below it where there is one; empty for the program itself.</param>
    public static string[] Of(string verb) => verb switch
    {
        "" =>
        [
            "search --store data/audit --since 2h",
            "history supplier/4711 --store data/audit",
            "doctor --store data/audit",
        ],
        "search" =>
        [
            "search --store data/audit --since 2h",
            "search --store data/audit --resource supplier/4711 --path /bank_account",
            "search --store https://es-1:9200 --context finance --actor u-17 --from 2026-11-01 --to 2026-12-01 --format ndjson",
            "search --store data/audit --text 'INV-2026-0042' --format csv",
        ],
        "show" => ["show 019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e --store data/audit"],
        "history" => ["history supplier/4711 --store data/audit", "history supplier/4711 --store data/audit --order oldest --changes 3"],
        "as-of" => ["as-of supplier/4711 --at '14 March 09:15' --store data/audit", "as-of supplier/4711 --at 2026-03-14T08:15:00Z --format json --store data/audit"],
        "session" => ["session s-88 --store data/audit"],
        "tail" => ["tail --store data/audit --context finance", "tail --store data/audit --since 1h --format ndjson"],
        "stats" => ["stats --store data/audit --since 7d --interval day", "stats --store data/audit --by actor --outcome denied --format csv"],
        "export" =>
        [
            "export --store data/audit --from 2026-11-01 --to 2026-12-01 --output november.ndjson",
            "export --store data/audit --context finance --format csv --output finance.csv",
        ],
        "archive list" => ["archive list --store data/audit", "archive list --store https://es-1:9200 --format json"],
        "archive make" => ["archive make --store data/audit", "archive make --store data/audit --older-than 365"],
        "archive verify" => ["archive verify --store data/audit"],
        "archive attach" => ["archive attach /mnt/backup/2025-01.0.archive.db --store data/audit"],
        "quarantine list" => ["quarantine list --store data/audit", "quarantine list --store data/audit --consumer elasticsearch --format csv"],
        "quarantine show" => ["quarantine show 4711 --store data/audit"],
        "quarantine resend" => ["quarantine resend --store data/audit", "quarantine resend --store data/audit --consumer elasticsearch --to https://es-1:9200 --index 4711"],
        "erase" => ["erase 5f0c --reason 'request of 3 March, ticket 1021' --store data/audit --keys keys/subjects.db --yes"],
        "doctor" => ["doctor --store data/audit", "doctor --store https://es-1:9200 --journal data/audit --format json"],
        "catalogue" => ["catalogue --assembly bin/Erp.dll --format csv", "catalogue --assembly bin/Erp.dll --coverage"],
        "verify" => ["verify data/audit --key erp.vkey --anchor checkpoints.notes", "verify data/audit --format json", "verify --store https://es-1:9200 --key erp.vkey"],
        "prove" => ["prove 019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e --trail data/audit --out event.proof"],
        "verify-proof" => ["verify-proof event.proof --key erp.vkey"],
        "verify-note" => ["verify-note checkpoint.note --key erp.vkey"],
        "consistency" => ["consistency 1024 2048 --trail data/audit --out growth.proof"],
        "keygen" => ["keygen erp.example.com/audit --out erp.pem"],
        "bootstrap" => ["bootstrap --url https://es-1:9200 --context finance --context sales --dry-run", "bootstrap --url https://es-1:9200 --context finance --retention finance=400,0,3250 --trail data/audit"],
        "kibana import" => ["kibana import --url https://kibana:5601"],
        "kibana export" => ["kibana export > auditgen.ndjson"],
        "roles" => ["roles", "roles --context finance"],
        _ => [],
    };
}
