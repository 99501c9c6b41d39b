using Erp.Finance;
using Erp.HumanResources;
using Erp.Inventory;
using Erp.MasterData;
using Erp.Procurement;
using Erp.Treasury;

namespace Erp.Simulation;

/// <summary>The things that work is about: taken from what the branch has, or made with the real commands when there is too little.</summary>
internal static class BranchThings
{
    private const int Enough = 6;

    public static string Why(this Branch branch) => branch.Pick<string>(Names.Why);

    public static Address NewAddress(this Branch branch) => new(
        $"{branch.Pick<string>(Names.Streets)} {branch.Random.Next(1, 200)}",
        $"{branch.Random.Next(10_000, 99_999)}",
        branch.Pick<string>(Names.Cities),
        branch.Pick("DE", "DE", "DE", "AT", "NL"));

    public static string NewCompany(this Branch branch) => $"{branch.Pick<string>(Names.Companies)} {branch.Pick<string>(Names.Forms)}";

    public static Quantity Pieces(this Branch branch, int from, int to) => new(branch.Random.Next(from, to), Unit.Piece);

    public static Task<Id<Product>> ProductAsync(this Branch branch) => branch.SomeAsync(branch.Products, CreateProductAsync);

    public static Task<Id<Partner>> PartnerAsync(this Branch branch) => branch.SomeAsync(branch.Partners, CreatePartnerAsync);

    public static Task<Id<Supplier>> SupplierAsync(this Branch branch) => branch.SomeAsync(branch.Suppliers, CreateSupplierAsync);

    public static Task<Id<Account>> AccountAsync(this Branch branch) => branch.SomeAsync(branch.Accounts, CreateAccountAsync);

    public static Task<Id<Lot>> LotAsync(this Branch branch) => branch.SomeAsync(branch.Lots, CreateLotAsync);

    public static Task<Id<Employee>> EmployeeAsync(this Branch branch) => branch.SomeAsync(branch.Employees, HireAsync);

    public static async Task<Id<Product>> CreateProductAsync(this Branch branch)
    {
        Id<Product> id = branch.NewId<Product>();
        string name = $"{branch.Pick<string>(Names.Products)} {branch.Random.Next(10, 99)}";
        await branch.DoAsync(new CreateProduct(id, branch.NextNumber("SKU"), name, Unit.Piece, branch.Amount(2, 400)));
        return id;
    }

    public static async Task<Id<Partner>> CreatePartnerAsync(this Branch branch)
    {
        Id<Partner> id = branch.NewId<Partner>();
        await branch.DoAsync(new CreatePartner(id, branch.NewCompany(), branch.Vault.TaxId(branch.Random), branch.NewAddress()));
        return id;
    }

    public static async Task<Id<Supplier>> CreateSupplierAsync(this Branch branch)
    {
        Id<Partner> partner = await branch.PartnerAsync();
        Id<Supplier> id = branch.NewId<Supplier>();
        await branch.DoAsync(new OnboardSupplier(id, branch.NewCompany(), partner, branch.NewAddress(), branch.Vault.Iban(branch.Random)));
        return id;
    }

    /// <summary>The company opens an account of its own at a bank.</summary>
    public static async Task<Id<BankAccount>> OpenBankAccountAsync(this Branch branch)
    {
        Id<BankAccount> id = branch.NewId<BankAccount>();
        await branch.DecideAsync(new OpenBankAccount(
            id, branch.NextNumber("BANK"), branch.Vault.Iban(branch.Random), Currency.EUR, ["Ada Brandt", "Max Roth"]));
        return id;
    }

    public static async Task<Id<Account>> CreateAccountAsync(this Branch branch)
    {
        Id<Account> id = branch.NewId<Account>();
        AccountKind kind = branch.Pick(AccountKind.Asset, AccountKind.Liability, AccountKind.Revenue, AccountKind.Expense);
        await branch.DoAsync(new CreateAccount(id, branch.NextNumber("ACC"), $"{kind} account", kind, Currency.EUR));
        return id;
    }

    public static async Task<Id<Lot>> CreateLotAsync(this Branch branch)
    {
        Id<Product> product = await branch.ProductAsync();
        Id<Lot> id = branch.NewId<Lot>();
        DateOnly made = branch.Today.AddDays(-branch.Random.Next(1, 30));
        await branch.DoAsync(new CreateLot(id, branch.NextNumber("LOT"), product, branch.Pieces(100, 900), made, made.AddDays(365)));
        return id;
    }

    public static Task<Id<Employee>> HireAsync(this Branch branch) => branch.HireAsync(branch.Vault.Salary(branch.Random));

    public static async Task<Id<Employee>> HireAsync(this Branch branch, Money salary)
    {
        Id<Employee> id = branch.NewId<Employee>();
        await branch.DoAsync(new HireEmployee(
            id,
            branch.NextNumber("EMP"),
            $"{branch.Pick<string>(Names.First)} {branch.Pick<string>(Names.Last)}",
            branch.Pick<string>(Names.Positions),
            branch.Employees.Count > 0 ? branch.Employees[0] : null,
            salary,
            branch.Vault.Iban(branch.Random),
            branch.NewPersonalData()));
        return id;
    }

    public static PersonalData NewPersonalData(this Branch branch) => new(
        branch.Vault.BirthDate(branch.Random),
        branch.Vault.SocialSecurityNumber(branch.Random),
        branch.NewAddress() with { Street = branch.Vault.Street(branch.Random) },
        branch.Chance(70) ? branch.Vault.Phone(branch.Random) : null);

    private static async Task<T> SomeAsync<T>(this Branch branch, List<T> have, Func<Branch, Task<T>> make)
    {
        if (have.Count >= Enough || (have.Count > 1 && branch.Chance(75)))
        {
            return branch.Pick(have);
        }

        T made = await make(branch);
        have.Add(made);
        return made;
    }
}
