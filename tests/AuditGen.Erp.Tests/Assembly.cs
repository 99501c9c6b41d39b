using AuditGen.Erp.Tests.Days;

[assembly: AssemblyFixture(typeof(DayFixture))]
