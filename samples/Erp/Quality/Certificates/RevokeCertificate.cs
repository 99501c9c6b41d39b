namespace Erp.Quality;

public sealed record RevokeCertificate(Id<Certificate> Id, [property: AuditReason] string Why);

[Audited("certificate.revoke", AuditCategory.Revoke, typeof(Certificate))]
public sealed class RevokeCertificateHandler(IRepository<Certificate> certificates, RequestContext request) : ICommandHandler<RevokeCertificate>
{
    public Task HandleAsync(RevokeCertificate command, CancellationToken cancellationToken) =>
        certificates.ChangeAsync(command.Id, certificate => certificate.Revoke(request.Today), cancellationToken);
}
