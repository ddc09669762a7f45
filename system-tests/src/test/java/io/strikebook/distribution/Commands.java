package io.strikebook.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs of this machine. */
public final class Commands {
    /**
     * How a program ended.
     *
     * @param command  with its arguments
     * @param exitCode of the program
     * @param output   standard output and error, as they came
     */
    public record Result(String command, int exitCode, String output) {
        /** This, unless it failed. */
        public Result succeeded() {
            if (exitCode != 0) {
                throw new AssertionError(command + " ended with " + exitCode + ":\n" + output);
            }
            return this;
        }
    }

    private Commands() {}

    /** Waits for the end. */
    public static Result run(final List<String> command) throws IOException, InterruptedException {
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(String.join(" ", command), process.waitFor(), output);
    }
}
