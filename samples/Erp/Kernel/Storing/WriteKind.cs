namespace Erp.Kernel;

internal enum WriteKind
{
    Add,
    Change,
    Remove,
}
