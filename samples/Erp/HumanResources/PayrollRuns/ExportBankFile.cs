using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Erp.HumanResources;

public sealed record ExportBankFile(Id<PayrollRun> Id);

/// <summary>Writes the file for the bank. What left the company is recorded by its digest.</summary>
[Audited("payroll_run.export_bank_file", AuditCategory.Export, typeof(PayrollRun))]
public sealed class ExportBankFileHandler(IRepository<PayrollRun> runs) : ICommandHandler<ExportBankFile>
{
    public Task HandleAsync(ExportBankFile command, CancellationToken cancellationToken) =>
        runs.ChangeAsync(command.Id, static run => run.Export(Digest(run)), cancellationToken);

    private static string Digest(PayrollRun run)
    {
        var file = new StringBuilder();
        foreach (Payslip slip in run.Payslips)
        {
            file.Append(CultureInfo.InvariantCulture, $"{slip.Employee};{slip.Net.Amount}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.ToString())));
    }
}
