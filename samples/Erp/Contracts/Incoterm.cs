namespace Erp.Contracts;

/// <summary>Who bears cost and risk of the transport (Incoterms 2020).</summary>
public enum Incoterm
{
    EXW,
    FCA,
    CIF,
    DAP,
    DDP,
}
