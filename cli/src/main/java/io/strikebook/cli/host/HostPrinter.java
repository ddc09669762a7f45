package io.strikebook.cli.host;

import io.strikebook.cli.TextTable;
import io.strikebook.cli.WrappedLine;
import io.strikebook.ipc.host.HostCheck;
import io.strikebook.ipc.host.HostFact;
import io.strikebook.ipc.host.HostFact.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is tuned on a machine, whole or in short. */
public final class HostPrinter {
    private static final Path SYSTEM = Path.of("/");

    private HostPrinter() {}

    /** Looks at this machine for a home, which may not exist yet. */
    public static List<HostFact> look(final Path home) {
        return look(SYSTEM, home);
    }

    static List<HostFact> look(final Path root, final Path home) {
        return HostCheck.run(root, real(home));
    }

    /** Links resolved as far as the path exists. */
    private static Path real(final Path home) {
        final Path absolute = home.toAbsolutePath().normalize();
        for (Path there = absolute; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                try {
                    return there.toRealPath()
                            .resolve(there.relativize(absolute))
                            .normalize();
                } catch (final IOException e) {
                    throw new UncheckedIOException("cannot follow " + there, e);
                }
            }
        }
        return absolute;
    }

    /** A table with everything, and how much of it is tuned. */
    static List<String> table(final List<HostFact> facts) {
        final TextTable table = new TextTable("WHAT", "FOUND", "VERDICT", "WHAT TO DO");
        for (final HostFact fact : facts) {
            table.row(fact.what(), fact.found(), fact.verdict().words(), fact.advice());
        }
        final List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(count(facts, Verdict.TUNED) + ", " + count(facts, Verdict.NOT_TUNED) + ", "
                + count(facts, Verdict.CANNOT_TELL));
        return lines;
    }

    private static String count(final List<HostFact> facts, final Verdict verdict) {
        return facts.stream().filter(fact -> fact.verdict() == verdict).count() + " " + verdict.words();
    }

    /** Only what is not tuned, in a few lines; none where everything is. */
    public static List<String> brief(final List<HostFact> facts) {
        final List<String> words = new ArrayList<>();
        facts.stream()
                .filter(fact -> fact.verdict() == Verdict.NOT_TUNED)
                .forEach(fact -> words.add(fact.what() + " (" + fact.found() + ")"));
        if (words.isEmpty()) {
            return List.of();
        }
        final int last = words.size() - 1;
        for (int i = 0; i <= last; i++) {
            words.set(i, words.get(i) + (i < last ? "," : ";"));
        }
        words.add("'strikebook host' says what to do");
        return WrappedLine.of("host, not tuned:", words);
    }
}
