using AuditGen.Reading;
using Erp.Inventory;
using Erp.MasterData;
using Erp.Production;
using Erp.Quality;
using Erp.Simulation;

namespace Erp.Stories;

/// <summary>A lot of raw material proves bad after it was used: what was made of it is blocked and its certificate revoked.</summary>
internal sealed class LotRecall : Story
{
    public const string Lot = "LOT-RW-2026-093";

    public override string Title => "Lot recall";

    public override string Question => $"Where did the bad lot {Lot} go, and what was done about it?";

    public override IReadOnlyList<string> Actions =>
    [
        "lot.create", "inspection.create", "certificate.issue", "production_order.consume_material", "lot.create", "production_order.record_output",
        "inspection.reject", "nonconformity.open", "certificate.revoke", "lot.change_qa_status", "lot.block", "lot.change_qa_status", "lot.block",
    ];

    public override async Task PlayAsync(Branch branch)
    {
        await branch.Clerk.LogInAsync(typo: false);
        await branch.Manager.LogInAsync(typo: false);
        Id<Product> steel = await branch.CreateProductAsync();
        Id<Product> shaft = await branch.CreateProductAsync();
        Id<Lot> raw = branch.NewId<Lot>();
        Quantity quantity = new(500, Unit.Piece);
        await branch.DoAsync(new CreateLot(raw, Lot, steel, quantity, branch.Today.AddDays(-3), branch.Today.AddYears(3)));
        Id<Inspection> incoming = await InspectAsync(branch, raw, 60.5);
        await branch.DecideAsync(new ApproveInspection(incoming));
        Id<Certificate> certificate = branch.NewId<Certificate>();
        await branch.DecideAsync(new IssueCertificate(certificate, branch.NextNumber("CERT"), incoming));
        Id<Lot> made = await ProduceAsync(branch, shaft, steel, raw);

        Id<Inspection> complaint = await InspectAsync(branch, raw, 49.0);
        await branch.DecideAsync(new RejectInspection(complaint, "breaks under load"));
        Id<Nonconformity> nonconformity = branch.NewId<Nonconformity>();
        await branch.DoAsync(new OpenNonconformity(nonconformity, "NC-093", raw, Severity.Critical, "hardness far below the limit"));
        await branch.DecideAsync(new RevokeCertificate(certificate, "NC-093"));
        await BlockAsync(branch, raw);
        await BlockAsync(branch, made);

        await branch.Clerk.LogOutAsync();
        await branch.Manager.LogOutAsync();
    }

    /// <summary>
    /// Everything that happened to the lot and to whatever names it; an order that used it leads to the lot that it made, with which it
    /// begins again.
    /// </summary>
    public override async Task<IReadOnlyList<AuditEvent>> FindAsync(IAuditReader reader, AuditAccess access, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditEvent> created = await AllAsync(
            reader, new AuditQuery { Access = access, Actions = ["lot.create"], Text = Lot }, cancellationToken);
        var found = new SortedDictionary<Guid, AuditEvent>();
        var resources = new HashSet<(string Type, string Id)>();
        Queue<AuditResource> next = new([created[0].Resource!]);
        while (next.TryDequeue(out AuditResource? resource))
        {
            if (!resources.Add((resource.Type, resource.Id)))
            {
                continue;
            }

            foreach (AuditEvent own in await AllAsync(reader, AuditQuery.HistoryOf(resource.Type, resource.Id, access), cancellationToken))
            {
                found[own.Id] = own;
                foreach (AuditChange made in own.Changes.Where(static change => change.Path == "/outputLot" && change.New.Kind == AuditValueKind.String))
                {
                    next.Enqueue(new AuditResource("lot", made.New.GetString()!));
                }
            }

            if (resource.Type == "lot")
            {
                foreach (AuditEvent named in await AllAsync(reader, new AuditQuery { Access = access, NewValue = resource.Id }, cancellationToken))
                {
                    next.Enqueue(named.Resource!);
                }
            }
        }

        return [.. found.Values];
    }

    private static async Task BlockAsync(Branch branch, Id<Lot> lot)
    {
        await branch.DoAsync(new ChangeLotQaStatus(lot, QaStatus.Failed, "NC-093"));
        await branch.DecideAsync(new BlockLot(lot, "recall NC-093"));
    }

    private static async Task<Id<Inspection>> InspectAsync(Branch branch, Id<Lot> lot, double hardness)
    {
        Id<Inspection> id = branch.NewId<Inspection>();
        await branch.DoAsync(new CreateInspection(id, branch.NextNumber("INSP"), lot));
        await branch.DecideAsync(new AssignInspection(id, branch.Clerk.User.Id));
        await branch.DoAsync(new RecordInspectionResult(id, new Measurement("hardness", hardness, 58, 64)));
        return id;
    }

    private static async Task<Id<Lot>> ProduceAsync(Branch branch, Id<Product> product, Id<Product> material, Id<Lot> from)
    {
        Id<Bom> bom = branch.NewId<Bom>();
        Quantity twenty = new(20, Unit.Piece);
        await branch.DoAsync(new CreateBomVersion(bom, product, 1, [new(10, material, new Quantity(1, Unit.Piece), 0m)]));
        await branch.DecideAsync(new ApproveBomVersion(bom));
        Id<ProductionOrder> order = branch.NewId<ProductionOrder>();
        await branch.DoAsync(new CreateProductionOrder(order, branch.NextNumber("PO"), product, bom, twenty, branch.Today.AddDays(2)));
        await branch.DoAsync(new ReleaseProductionOrder(order));
        await branch.DoAsync(new StartProductionOrder(order));
        await branch.DoAsync(new ConsumeMaterial(order, from, twenty));
        Id<Lot> made = branch.NewId<Lot>();
        await branch.DoAsync(new CreateLot(made, branch.NextNumber("LOT"), product, twenty, branch.Today, branch.Today.AddYears(3)));
        await branch.DoAsync(new RecordOutput(order, twenty, made));
        await branch.DoAsync(new CompleteProductionOrder(order));
        return made;
    }
}
