namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>What bootstrap does to one thing.</summary>
public enum BootstrapAction
{
    /// <summary>It is as it should be.</summary>
    Keep,

    /// <summary>It is missing and is made.</summary>
    Create,

    /// <summary>It differs and is brought to what it should be.</summary>
    Update,
}
