package io.strikebook.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * One command run in this JVM.
 *
 * @param code exit code
 * @param out  standard output
 * @param err  standard error
 */
public record Cli(int code, String out, String err) {
    /** Runs a command on a home. */
    public static Cli run(final Path home, final String... args) {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        return new Cli(run(home, new PrintWriter(out), new PrintWriter(err), args), out.toString(), err.toString());
    }

    /** Runs a command, and what follows it, on a home. */
    public static Cli command(final Path home, final String name, final String... args) {
        return run(home, Stream.concat(Stream.of(name), Stream.of(args)).toArray(String[]::new));
    }

    /** Runs a command that works on no home. */
    public static Cli withoutHome(final String... args) {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final int code = execute(new PrintWriter(out), new PrintWriter(err), args);
        return new Cli(code, out.toString(), err.toString());
    }

    /** Runs a command on a home with writers of the caller's. */
    public static int run(final Path home, final PrintWriter out, final PrintWriter err, final String... args) {
        final List<String> all = new ArrayList<>(Stream.of(args).toList());
        all.addAll(List.of("--home", home.toString()));
        return execute(out, err, all.toArray(new String[0]));
    }

    private static int execute(final PrintWriter out, final PrintWriter err, final String... args) {
        final CommandLine commandLine = StrikebookCli.commandLine();
        commandLine.setOut(out);
        commandLine.setErr(err);
        final int code = commandLine.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** Lines of the output. */
    public List<String> lines() {
        return out.lines().toList();
    }
}
