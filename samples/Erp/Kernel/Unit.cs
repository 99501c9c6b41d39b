namespace Erp.Kernel;

/// <summary>A unit of measure.</summary>
public enum Unit
{
    Piece,
    Kilogram,
    Litre,
    Metre,
    Hour,
    Pallet,
}
