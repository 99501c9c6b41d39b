using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuditGen.EntityFrameworkCore.Tests.Domain;

public class ShopContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Segment> Segments => Set<Segment>();

    public DbSet<Visit> Visits => Set<Visit>();

    public DbSet<Patient> Patients => Set<Patient>();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        DeleteSoftly();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        DeleteSoftly();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>(order =>
        {
            order.Property(each => each.Status).HasConversion<string>();
            order.ComplexProperty(each => each.Total);
            order.OwnsOne(each => each.Shipping).Property<string?>("VerifiedBy").IsAudited();
            order.OwnsMany(each => each.Remarks, remark => remark.ToJson());
            order.HasMany(each => each.Lines).WithOne().HasForeignKey("OrderId").IsRequired();
            order.HasOne(each => each.Customer).WithMany(each => each.Orders).HasForeignKey("CustomerId");
            order.Property(each => each.Version).IsConcurrencyToken();
            order.Property<int?>("CustomerId").IsAudited("customerNumber");
            order.Property<string?>("LastEditor").IsAudited();
            order.Property<string?>("ApiToken").IsAudited(Sensitivity.Mask);
            order.Property<Weight?>("Weight").HasConversion(static weight => weight!.Value.Grams, static grams => new Weight(grams)).IsAudited("grams");
            order.Property<DayOfWeek?>("Weekday").HasConversion<string>().IsAudited();
            order.Property<string?>("Scratch").IsNotAudited("nobody reads it");
        });
        modelBuilder.Entity<OrderLine>().Property<string?>("Shelf").IsAudited();
        modelBuilder.Entity<OrderLine>().OwnsMany(each => each.Deliveries, static delivery => delivery.HasKey(each => each.Id));
        modelBuilder.Entity<Customer>().HasMany(each => each.Segments).WithMany();
        modelBuilder.Entity<Patient>(patient =>
        {
            patient.OwnsMany(each => each.Contacts, static contact =>
            {
                contact.WithOwner().HasForeignKey("PatientId");
                contact.HasKey("PatientId", nameof(Contact.Kind));
            });
            patient.Property<string?>("NextOfKin").IsAuditedPersonalData();
        });
        modelBuilder.Entity<KeyCustomer>().Property<string?>("Tier").IsAudited();
    }

    private void DeleteSoftly()
    {
        foreach (EntityEntry<Customer> entry in ChangeTracker.Entries<Customer>().Where(each => each.State == EntityState.Deleted))
        {
            entry.State = EntityState.Modified;
            entry.Entity.IsDeleted = true;
        }
    }
}
