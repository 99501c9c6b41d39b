internal partial class Stage
{
    private static readonly IAuditReader reader = null!;
    private static readonly AuditAccess access = AuditAccess.Everything;
}
