package io.strikebook.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A second JVM like this one: same JDK, same flags, same class path. Told what to do on its standard input, answers on its standard
 * output. It must end when its input does, so that none outlives this process.
 */
public final class ChildJvm implements AutoCloseable {
    private static final long STOP_SECONDS = 15;

    private final String name;
    private final Process process;
    private final PrintWriter input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread reader;

    /** Starts a main class; what it writes to standard error goes to ours. */
    public ChildJvm(final String name, final List<String> flags, final Class<?> mainClass, final String... arguments) {
        this.name = name;
        try {
            process = new ProcessBuilder(command(flags, mainClass, arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
        input = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        reader = new Thread(this::readLines, name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** The command line that runs a main class as this JVM was run, with more flags. */
    public static List<String> command(final List<String> flags, final Class<?> mainClass, final String... arguments) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-Xm")) {
                command.add(flag);
            }
        }
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Writes one line to its input. */
    public void tell(final String line) {
        input.println(line);
    }

    /** Waits for the next line that begins with a word and returns the rest of it. */
    public String await(final String word, final long timeoutMs) {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        try {
            String line = lines.poll(timeoutMs, TimeUnit.MILLISECONDS);
            while (line != null && !line.startsWith(word)) {
                line = lines.poll(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            if (line == null) {
                throw new IllegalStateException(name + " did not say '" + word + "' within " + timeoutMs + " ms"
                        + (process.isAlive() ? "" : "; it ended with code " + process.exitValue()));
            }
            return line.substring(word.length()).trim();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    private void readLines() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (final IOException e) {
            lines.add("output of " + name + " was lost: " + e.getMessage());
        }
    }

    /** Ends it: by closing its input, and by force if that does not help. */
    @Override
    public void close() {
        input.close();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
