using System.Collections.Immutable;
using AuditGen.Diagnosing;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Diagnosing;

/// <summary>
/// Looks a cluster over and says what is wrong and what to do. Only reads; what the credential may not see is said, and
/// the rest is looked at all the same. A superuser's or an administrator's credential sees everything; the reader's
/// (<see cref="Bootstrapping.AuditRoles.Reader"/>) sees events, streams and checkpoints.
/// </summary>
/// <param name="transport">The way to the cluster.</param>
/// <param name="options">What is looked at.</param>
/// <param name="time">The clock.</param>
public sealed class ClusterDoctor(IElasticsearchTransport transport, ClusterDoctorOptions? options = null, TimeProvider? time = null)
{
    /// <summary>Looks at everything once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ImmutableArray<AuditFinding>> ExamineAsync(CancellationToken cancellationToken = default)
    {
        var patient = new Patient(transport, options ?? new ClusterDoctorOptions(), time ?? TimeProvider.System);
        if (await Try(patient, "cluster", SetUpChecks.VersionAsync, cancellationToken).ConfigureAwait(false))
        {
            await Try(patient, "licence", SetUpChecks.LicenceAsync, cancellationToken).ConfigureAwait(false);
            await Try(patient, "templates", SetUpChecks.TemplatesAsync, cancellationToken).ConfigureAwait(false);
            await Try(patient, "streams", StreamChecks.StreamsAsync, cancellationToken).ConfigureAwait(false);
            await Try(patient, "lifecycle", StreamChecks.LifecycleAsync, cancellationToken).ConfigureAwait(false);
            await Try(patient, "degraded events", ContentChecks.DegradedAsync, cancellationToken).ConfigureAwait(false);
            await Try(patient, "checkpoints", ContentChecks.CheckpointsAsync, cancellationToken).ConfigureAwait(false);
            if (patient.Options.CountSecondCopies)
            {
                await Try(patient, "second copies", ContentChecks.SecondCopiesAsync, cancellationToken).ConfigureAwait(false);
            }
        }

        ExportChecks.Quarantine(patient);
        ExportChecks.Cursors(patient);
        return [.. patient.Findings];
    }

    /// <returns>Whether the cluster answered.</returns>
    private static async Task<bool> Try(Patient patient, string subject, Func<Patient, CancellationToken, Task> check, CancellationToken cancellationToken)
    {
        try
        {
            await check(patient, cancellationToken).ConfigureAwait(false);
        }
        catch (ElasticsearchStoreException refused) when (refused.Status == 401)
        {
            patient.Add(AuditFindingSeverity.Error, subject, $"The cluster does not know the credential: {refused.Message}", "Give the key or password of a user who may look at the cluster.");
            return false;
        }
        catch (ElasticsearchStoreException refused) when (refused.Status == 403)
        {
            patient.Add(AuditFindingSeverity.Notice, subject, $"Not looked at: this credential may not ({refused.Message}).", "Run again with an administrator's credential.");
        }
        catch (ElasticsearchStoreException unanswered) when (unanswered.InnerException is ElasticsearchTransportException away)
        {
            patient.Add(AuditFindingSeverity.Error, subject, $"The cluster does not answer: {away.Message}", "Check address, network and certificate. Events wait in the journal meanwhile.");
            return false;
        }
        catch (ElasticsearchStoreException refused)
        {
            patient.Add(AuditFindingSeverity.Warning, subject, refused.Message, "Look at the health of the cluster, and run again.");
        }

        return true;
    }
}
