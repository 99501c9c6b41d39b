using System.CommandLine;

var root = new RootCommand("Search, verify and prove an AuditGen audit trail.");
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
