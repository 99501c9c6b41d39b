using AuditGen.Reading;

namespace AuditGen.Erasure;

/// <summary>Makes the personal data of a person unreadable, wherever in the trail it is. Cannot be undone.</summary>
public interface IAuditErasure
{
    /// <summary>
    /// Shreds the key of a person. Who asks is taken from the running <see cref="AuditContext"/>; the request is decided by
    /// <see cref="ErasureOptions.Authorize"/> and recorded whatever becomes of it, under the action <c>personal_data.erase</c>
    /// of the context <c>auditgen</c>.
    /// </summary>
    /// <param name="subject">The person, as <see cref="AuditPersonalDataAttribute"/> names them.</param>
    /// <param name="reason">Why. It is recorded in clear and for good: do not repeat here what is to be erased.</param>
    /// <param name="cancellationToken">Cancels before the key is destroyed.</param>
    /// <exception cref="AuditAppendException">The request could not be recorded; <see cref="AuditAppendException.CommandCompleted"/> says whether the key is gone.</exception>
    ValueTask<ErasureOutcome> EraseAsync(string subject, string reason, CancellationToken cancellationToken = default);

    /// <summary>
    /// The same, for somebody who is limited to contexts and tenants: a person of another tenant
    /// (<see cref="ErasureOptions.TenantOfSubject"/>) is refused, and so is everybody to who may not read the reserved context
    /// that the erasure is recorded in.
    /// </summary>
    /// <param name="subject">The person, as <see cref="AuditPersonalDataAttribute"/> names them.</param>
    /// <param name="reason">Why. It is recorded in clear and for good: do not repeat here what is to be erased.</param>
    /// <param name="access">What who asks may see.</param>
    /// <param name="cancellationToken">Cancels before the key is destroyed.</param>
    /// <exception cref="AuditAppendException">The request could not be recorded; <see cref="AuditAppendException.CommandCompleted"/> says whether the key is gone.</exception>
    ValueTask<ErasureOutcome> EraseAsync(string subject, string reason, AuditAccess access, CancellationToken cancellationToken = default);
}
