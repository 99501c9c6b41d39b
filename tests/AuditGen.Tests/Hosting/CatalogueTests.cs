using AuditGen.Hosting;
using AuditGen.Tests.Audit;
using AuditGen.Tests.Domain;

namespace AuditGen.Tests.Hosting;

/// <summary>What the modules know, put together.</summary>
public sealed class CatalogueTests
{
    private readonly AuditCatalogue _catalogue = new([new TestsAuditModule(), new TestsAuditModule()]);

    [Fact]
    public void A_module_that_is_added_twice_counts_once()
    {
        _catalogue.Modules.Length.ShouldBe(1);
        _catalogue.Actions.Count(action => action.Code == "invoice.post").ShouldBe(1);
    }

    [Fact]
    public void An_instance_is_found_by_its_type_or_by_the_nearest_one_above()
    {
        _catalogue.Find(typeof(Invoice))!.ResourceType.ShouldBe("invoice");
        _catalogue.Find(typeof(UnreadableInvoice))!.ResourceType.ShouldBe("invoice");
        _catalogue.Find(typeof(object)).ShouldBeNull();
        _catalogue.Find(typeof(string)).ShouldBeNull();
    }

    [Fact]
    public void The_only_handler_of_a_command_is_found_for_adapters() =>
        _catalogue.FindHandlerOf(typeof(CloseInvoice))!.HandlerType.ShouldBe(typeof(CloseInvoiceHandler));

    [Fact]
    public void A_command_without_audited_handler_has_none() => _catalogue.FindHandlerOf(typeof(User)).ShouldBeNull();

    [Fact]
    public void A_command_with_several_handlers_is_refused() =>
        Should.Throw<InvalidOperationException>(() => _catalogue.FindHandlerOf(typeof(PostInvoice))).Message.ShouldContain("several audited handlers");
}
