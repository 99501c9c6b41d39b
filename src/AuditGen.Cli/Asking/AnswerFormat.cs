namespace AuditGen.Cli.Asking;

/// <summary>How an answer is written.</summary>
internal enum AnswerFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>One event text a line, as it was recorded.</summary>
    Ndjson,

    /// <summary>For spreadsheets.</summary>
    Csv,
}
