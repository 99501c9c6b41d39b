internal partial class Stage
{
    private static readonly AuditGenBuilder audit = null!;
    private static readonly ElasticsearchOptions options = null!;
    private static readonly ElasticsearchOptions payrollOptions = null!;
}
