internal partial class Stage
{
    private static readonly AuditGenBuilder audit = null!;
    private static readonly ElasticsearchOptions client = null!;
    private static readonly ElasticsearchOptions payrollClient = null!;
}
