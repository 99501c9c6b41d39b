using Erp.MasterData;

namespace Erp.Sales;

/// <summary>A deal in the making.</summary>
[Auditable("sales", "opportunity")]
public sealed class Opportunity : Aggregate, IKeyed<Id<Opportunity>>
{
    public Opportunity(Id<Opportunity> id, string title, Id<Partner> customer, Money value, DateOnly expectedOn)
    {
        Rule.Require(value.Amount > 0m, "An opportunity is worth more than nothing.");
        Id = id;
        Title = Rule.Text(title, "The title");
        Customer = customer;
        Value = value;
        ExpectedOn = expectedOn;
    }

    [AuditKey]
    public Id<Opportunity> Id { get; }

    [AuditName]
    public string Title { get; }

    [AuditReference]
    public Id<Partner> Customer { get; }

    public OpportunityStage Stage { get; private set; }

    public Money Value { get; private set; }

    /// <summary>How likely it is won, in percent.</summary>
    public int Probability { get; private set; } = 10;

    public DateOnly ExpectedOn { get; private set; }

    public string? LostTo { get; private set; }

    public void MoveStage(OpportunityStage stage, int probability)
    {
        RequireOpen();
        Rule.Require(stage is not (OpportunityStage.Won or OpportunityStage.Lost), "An opportunity is closed with its own command.");
        Rule.Require(probability is >= 0 and <= 100, "A probability lies between 0 and 100 %.");
        Stage = stage;
        Probability = probability;
    }

    public void Win()
    {
        RequireOpen();
        Stage = OpportunityStage.Won;
        Probability = 100;
    }

    public void Lose(string? competitor)
    {
        RequireOpen();
        Stage = OpportunityStage.Lost;
        Probability = 0;
        LostTo = competitor;
    }

    public void Reopen(DateOnly expectedOn)
    {
        Rule.Require(Stage is OpportunityStage.Won or OpportunityStage.Lost, "The opportunity is open.");
        Stage = OpportunityStage.Negotiation;
        Probability = 50;
        LostTo = null;
        ExpectedOn = expectedOn;
    }

    private void RequireOpen() =>
        Rule.Require(Stage is not (OpportunityStage.Won or OpportunityStage.Lost), "The opportunity is closed.");
}
