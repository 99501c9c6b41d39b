namespace AuditGen.Packaging.Tests;

/// <summary>The tests that share one consumer's folder, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ConsumerCollection : ICollectionFixture<PackagedConsumer>
{
    public const string Name = "consumer";
}
