package io.strikebook.cli.home;

import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.ProcessState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Waits until processes that were just started run, or one of them died. A process is found by the pid file that its starter wrote; it
 * is up once its mark file says so for that pid. A recovery takes as long as it takes: waiting ends when no mark
 * changes any more.
 */
@Command(
        name = "await",
        description = "Waits until the processes that were started on a home are running.",
        mixinStandardHelpOptions = true)
public final class AwaitCommand implements Callable<Integer> {
    private static final long POLL_MS = 50;
    private static final long QUIET_MS = 2_000;
    private static final long PROGRESS_MS = 2_000;

    @Mixin
    private HomeOption homeOption;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "give up once no process has got any further for so long; default: 60")
    private long timeoutSeconds;

    @Parameters(paramLabel = "ROLE", arity = "1..*", description = "the processes to wait for")
    private List<String> roles;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        final long startMs = System.currentTimeMillis();
        long nextProgressMs = startMs + QUIET_MS;
        final Patience patience = new Patience(timeoutSeconds * 1_000, startMs);
        while (true) {
            final Map<String, String> waiting = new LinkedHashMap<>();
            final List<Object> signs = new ArrayList<>();
            for (final String role : roles) {
                final String died = look(role, waiting, signs);
                if (died != null) {
                    err().println("strikebook: " + died);
                    return exitCode(role);
                }
            }
            final long nowMs = System.currentTimeMillis();
            if (waiting.isEmpty()) {
                err().println("running: " + String.join(" ", roles) + " (after " + (nowMs - startMs) / 100 / 10.0
                        + " s)");
                return ExitCodes.DONE;
            }
            if (patience.isOver(signs, nowMs)) {
                err().println("strikebook: no progress for " + timeoutSeconds + " s, waiting for " + describe(waiting));
                return ExitCodes.FAILED;
            }
            if (nowMs >= nextProgressMs) {
                err().println("waiting for " + describe(waiting));
                nextProgressMs = nowMs + PROGRESS_MS;
            }
            Thread.sleep(POLL_MS);
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private static String describe(final Map<String, String> waiting) {
        final StringBuilder text = new StringBuilder();
        waiting.forEach((role, state) -> text.append(text.length() == 0 ? "" : ", ")
                .append(role)
                .append(' ')
                .append(state));
        return text.toString();
    }

    /** Adds a role that is not up yet to those waited for, with its signs of life; answers why it died, or null. */
    private String look(final String role, final Map<String, String> waiting, final List<Object> signs) {
        final Home home = homeOption.home();
        final long pid = pid(home, role);
        final Optional<ProcessMark> mark =
                MarkFileReader.read(home.markFile(role)).filter(found -> found.pid() == pid);
        final boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        final ProcessState state = mark.map(ProcessMark::state).orElse(null);
        if (state == ProcessState.STOPPED || alive && state == ProcessState.RUNNING) {
            return null;
        }
        if (!alive) {
            return role + " (pid " + pid + ") ended " + (state == null ? "before it could start" : "while " + state)
                    + "; see " + home.log().resolve(role + ".out");
        }
        mark.ifPresent(found -> signs.add(List.of(role, found.state(), found.heartbeatMs(), found.recovery())));
        waiting.put(role, mark.map(AwaitCommand::whatItDoes).orElse("(JVM starts)"));
        return null;
    }

    private static String whatItDoes(final ProcessMark mark) {
        return switch (mark.state()) {
            case STARTING -> "(starts)";
            case RECOVERING ->
                "(recovers " + mark.recovery().queue() + ": " + mark.recovery().position() + " of "
                        + mark.recovery().target() + ")";
            default -> "(ends)";
        };
    }

    /** What the process would have said to a shell is lost, its mark remains: no mark of this pid means that it refused to start. */
    private int exitCode(final String role) {
        final Home home = homeOption.home();
        final long pid = pid(home, role);
        return MarkFileReader.read(home.markFile(role))
                        .filter(found -> found.pid() == pid)
                        .isPresent()
                ? ExitCodes.FAILED
                : ExitCodes.REFUSED;
    }

    private static long pid(final Home home, final String role) {
        final Path file = home.run().resolve(role + ".pid");
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (final IOException e) {
            throw new UncheckedIOException(
                    "cannot read " + file + ": " + role + " was not started by 'strikebook up'", e);
        }
    }
}
