namespace Erp.Simulation;

/// <summary>What people, places and things are called.</summary>
internal static class Names
{
    public static readonly string[] First =
        ["Ada", "Max", "Lena", "Jonas", "Mia", "Paul", "Zoe", "Emil", "Nora", "Finn", "Ines", "Karl", "Rosa", "Theo", "Vera", "Hugo"];

    public static readonly string[] Last =
        ["Brandt", "Roth", "Keller", "Vogel", "Sommer", "Lang", "Winter", "Busch", "Kraft", "Horn", "Seidel", "Thoma", "Ziegler", "Arnold"];

    public static readonly string[] Companies =
        ["Nordwind", "Blautal", "Hanseatic", "Rheingold", "Alpina", "Ostsee", "Merkur", "Kranich", "Falkenberg", "Silbersee"];

    public static readonly string[] Forms = ["GmbH", "AG", "KG", "Ltd", "BV"];

    public static readonly string[] Streets = ["Hafenstraße", "Marktplatz", "Lindenallee", "Werkstraße", "Am Bahnhof", "Ringweg"];

    public static readonly string[] Cities = ["Hamburg", "Köln", "Leipzig", "Bremen", "Ulm", "Kassel", "Mainz", "Rostock"];

    public static readonly string[] Products =
        ["Pump", "Valve", "Bearing", "Gasket", "Motor", "Sensor", "Flange", "Filter", "Coupling", "Housing", "Impeller", "Shaft"];

    public static readonly string[] Positions = ["Accountant", "Buyer", "Technician", "Team lead", "Warehouse worker", "Planner", "Sales agent"];

    public static readonly string[] Carriers = ["Spedition Nord", "TransAlp", "RailCargo", "Hafenlogistik", "Kurier 24"];

    public static readonly string[] Regions = ["North", "South", "East", "West", "Export"];

    public static readonly string[] Why =
        ["customer asked for it", "typing error", "agreed on the phone", "month end", "wrong delivery", "new information", "duplicate", "audit finding"];

    public static readonly string[] UserAgents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6)",
        "Mozilla/5.0 (X11; Linux x86_64)",
        "ErpMobile/4.2 (Android 15)",
    ];
}
