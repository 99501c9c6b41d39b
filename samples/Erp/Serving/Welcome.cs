using Erp.Composition;

namespace Erp.Serving;

/// <summary>Says where the page is, what to try on it, and how to end. Written as plain lines, so that links stay whole.</summary>
internal static class Welcome
{
    public static void Show(TextWriter output, string address, ErpCommand command, bool attended)
    {
        output.WriteLine();
        output.WriteLine($"The investigator page: {address}/audit");
        output.WriteLine($"Signed in as the investigator: {address}/sign-in/{SamplePerson.All[0].Key}");
        if (command.Port != 0 && !address.EndsWith($":{command.Port}", StringComparison.Ordinal))
        {
            output.WriteLine($"(Port {command.Port} is in use, so another one was taken; --port N chooses.)");
        }

        output.WriteLine();
        output.WriteLine("Three questions to try:");
        foreach (Question question in command.Day.Stories ? Question.All : [])
        {
            output.WriteLine();
            output.WriteLine($"  {question.Ask}");
            output.WriteLine($"    1. search for: {question.Words}");
            output.WriteLine($"       {address}/sign-in/{SamplePerson.All[0].Key}{question.View}");
            for (int step = 0; step < question.Clicks.Length; step++)
            {
                output.WriteLine($"    {step + 2}. {question.Clicks[step]}");
            }
        }

        output.WriteLine();
        output.WriteLine(attended
            ? "Serving until Ctrl+C. (--no-serve ends after the summary.)"
            : "Serving until Ctrl+C, or until nobody has asked for two minutes. (--no-serve ends after the summary.)");
        output.Flush();
    }
}
