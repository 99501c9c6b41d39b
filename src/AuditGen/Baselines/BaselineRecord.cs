namespace AuditGen.Baselines;

/// <summary>One record that existed before its changes were recorded.</summary>
/// <param name="Resource">The record, with everything that its state records.</param>
/// <param name="Cursor">Where the record stands in the source's order, so that a later run goes on behind it; never a secret.</param>
public readonly record struct BaselineRecord<TResource>(TResource Resource, string Cursor)
    where TResource : notnull;
