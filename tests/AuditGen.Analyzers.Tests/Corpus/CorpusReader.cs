using System.Reflection;

namespace AuditGen.Analyzers.Tests.Corpus;

/// <summary>Reads the handlers: bodies, each combined with several forms of emission, and whole types.</summary>
internal static class CorpusReader
{
    public static string Read(string file)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Corpus." + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Every handler; those with a place for an emission once with the plain form and with <paramref name="formsEach"/> others.</summary>
    public static IReadOnlyList<CorpusCase> Handlers(int formsEach)
    {
        List<Section> forms = Sections("Forms.txt");
        var cases = new List<CorpusCase>();
        int turn = 1;
        foreach ((string file, string contract, string result) in new[] { ("Commands.txt", "ICommandHandler<Command>", "Task"), ("Results.txt", "IResultHandler<Command>", "Task<Result>") })
        {
            foreach (Section section in Sections(file))
            {
                bool hasPlace = (section.Text + section.Members).Contains("EMIT;", StringComparison.Ordinal);
                cases.Add(Case(section, forms[0], contract, result));
                for (int i = 0; hasPlace && i < formsEach; i++)
                {
                    cases.Add(Case(section, forms[1 + (turn++ % (forms.Count - 1))], contract, result));
                }
            }
        }

        cases.AddRange(Sections("Types.txt").Select(s => new CorpusCase(s.Name, s.Text, IsMutant: false)));
        return cases;
    }

    private static CorpusCase Case(Section section, Section form, string contract, string result)
    {
        string emission = form.Text.Trim() + " " + CorpusCase.EmissionMark;
        bool usesForm = (section.Text + section.Members).Contains("EMIT;", StringComparison.Ordinal);
        string body = $$"""
            public sealed class Handler(IAuditTrail trail, IStore store) : {{contract}}
            {
                public async {{result}} HandleAsync(Command command, CancellationToken ct)
                {
            {{section.Text.Replace("EMIT;", emission, StringComparison.Ordinal)}}
                }

            {{section.Members.Replace("EMIT;", emission, StringComparison.Ordinal)}}
            {{(usesForm ? form.Members : string.Empty)}}
            }

            {{(usesForm ? form.Types : string.Empty)}}
            """;
        return new CorpusCase(usesForm ? $"{section.Name}, {form.Name}" : section.Name, body, IsMutant: false);
    }

    private static List<Section> Sections(string file)
    {
        var sections = new List<Section>();
        foreach (string part in ("\n" + Read(file)).Split("\n## ", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] named = part.Split('\n', 2);
            string[] types = named[1].Split("-- types\n");
            string[] members = types[0].Split("-- members\n");
            sections.Add(new Section(named[0].Trim(), members[0], members.Length > 1 ? members[1] : string.Empty, types.Length > 1 ? types[1] : string.Empty));
        }

        return sections;
    }

    private sealed record Section(string Name, string Text, string Members, string Types);
}
