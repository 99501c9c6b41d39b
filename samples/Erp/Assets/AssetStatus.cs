namespace Erp.Assets;

public enum AssetStatus
{
    Acquired,
    InUse,
    Disposed,
}
