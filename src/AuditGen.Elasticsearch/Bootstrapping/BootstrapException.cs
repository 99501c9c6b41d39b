namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>The cluster was not, or not wholly, made ready. Bootstrap can be run again at any time.</summary>
public sealed class BootstrapException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public BootstrapException(string message)
        : base(message)
    {
    }
}
