namespace AuditGen.AspNetCore.Endpoints;

internal enum ExportFormat
{
    Ndjson,
    Csv,
}
