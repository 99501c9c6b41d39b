namespace Erp.Quality;

public sealed record IssueCertificate(Id<Certificate> Id, string Number, Id<Inspection> Inspection);

[Audited("certificate.issue", AuditCategory.Issue, typeof(Certificate))]
public sealed class IssueCertificateHandler(IRepository<Certificate> certificates, IRepository<Inspection> inspections, RequestContext request)
    : ICommandHandler<IssueCertificate>
{
    public async Task HandleAsync(IssueCertificate command, CancellationToken cancellationToken)
    {
        Inspection inspection = await inspections.GetAsync(command.Inspection, cancellationToken);
        Rule.Require(inspection.Status == InspectionStatus.Approved, "Only an approved inspection is certified.");
        await certificates.AddAsync(new(command.Id, command.Number, inspection.Lot, inspection.Id, request.Today), cancellationToken);
    }
}
