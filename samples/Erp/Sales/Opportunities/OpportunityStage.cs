namespace Erp.Sales;

public enum OpportunityStage
{
    Discovery,
    Proposal,
    Negotiation,
    Won,
    Lost,
}
