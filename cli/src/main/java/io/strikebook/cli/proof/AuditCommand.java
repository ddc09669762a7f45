package io.strikebook.cli.proof;

import io.strikebook.auditor.AuditReport;
import io.strikebook.auditor.AuditedRecording;
import io.strikebook.cli.ExitCodes;
import io.strikebook.ipc.home.Home;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the hash chain of a recording again and compares it with the one on {@code proofs}. */
@Command(
        name = "audit",
        description = {
            "Makes the hash chain over commands and margin again, and roots of liabilities where the home's key is there, and",
            "compares them with what the auditor wrote: whatever was changed, taken out or put in, to the byte, is found, and",
            "the commands among which it is are named. Running homes too. What the clocks of documents say is not covered.",
            "",
            "Who can write to the whole home can make a chain of it anew. So note the newest link elsewhere now and then, and",
            "ask for it later: --expect."
        },
        footer = {
            "",
            "Exit codes: 0 intact, 2 arguments, 3 no such home, not audited, or damaged, 4 the recording ends before what links",
            "cover, 5 changed.",
            "",
            "Examples:",
            "  strikebook audit h",
            "  strikebook audit h --expect 65536=2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class AuditCommand implements Callable<Integer> {
    private static final String LINK = "[0-9A-Fa-f]{64}";
    private static final int SHOWN = 10;

    @Parameters(paramLabel = "HOME", description = "the home to audit")
    private Path homePath;

    @Option(
            names = "--expect",
            paramLabel = "SEQ=LINK",
            description = "a link that was noted before, 64 hexadecimal digits; may be repeated")
    private Map<Long, String> expected = new HashMap<>();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!expected.values().stream().allMatch(link -> link.matches(LINK))) {
            throw new ParameterException(
                    spec.commandLine(), "--expect takes a command's number, = and 64 hexadecimal digits");
        }
        final AuditReport report = new AuditedRecording(Home.at(homePath)).audit(expected);
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(report));
        } else {
            print(report, out);
        }
        out.flush();
        return switch (report.outcome()) {
            case INTACT -> ExitCodes.DONE;
            case INCOMPLETE -> ExitCodes.INCOMPLETE;
            case CHANGED -> ExitCodes.DIVERGED;
            case DAMAGED -> ExitCodes.REFUSED;
        };
    }

    private static void print(final AuditReport report, final PrintWriter out) {
        out.println(word(report) + ": " + report.links() + " links made again up to command " + report.linkedTo() + ", "
                + report.roots() + " roots of liabilities computed again"
                + (report.skipped() == 0
                        ? ""
                        : ", " + report.skipped() + " links of what was pruned taken as recorded"));
        final List<String> problems = report.problems();
        problems.stream().limit(SHOWN).forEach(out::println);
        if (problems.size() > SHOWN) {
            out.println("and " + (problems.size() - SHOWN) + " more ranges");
        }
        if (report.unlinked() > 0) {
            out.println(report.unlinked() + " commands behind the last link are covered by none yet");
        }
        if (!report.lastLink().isEmpty()) {
            out.println("link " + report.linkedTo() + "=" + report.lastLink());
        }
    }

    private static String word(final AuditReport report) {
        return report.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static String json(final AuditReport report) {
        final StringBuilder problems = new StringBuilder();
        for (final String problem : report.problems()) {
            problems.append(problems.isEmpty() ? "\"" : ",\"")
                    .append(problem.replace("\\", "\\\\").replace("\"", "\\\"").replace('\n', ' '))
                    .append('"');
        }
        return "{\"outcome\":\"" + word(report) + "\",\"links\":" + report.links() + ",\"skipped\":" + report.skipped()
                + ",\"roots\":" + report.roots() + ",\"linkedTo\":" + report.linkedTo() + ",\"unlinked\":"
                + report.unlinked() + ",\"lastLink\":\"" + report.lastLink() + "\",\"problems\":[" + problems + "]}";
    }
}
