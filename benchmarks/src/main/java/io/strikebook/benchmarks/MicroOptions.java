package io.strikebook.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How micro-benchmarks are to be run. */
final class MicroOptions {
    private static final int MOST_ITERATIONS = 1_000;

    @Option(
            names = "--iterations",
            defaultValue = "5",
            description = "iterations of a second for each, after as many to warm up (default: ${DEFAULT-VALUE})")
    private int iterations;

    @Option(names = "--only", defaultValue = "", description = "only those with this in their name")
    private String only;

    @Option(names = "--quick", description = "each for a moment, in a process that is not warm")
    private boolean quick;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec spec;

    /** How many of each. */
    int iterations() {
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--iterations must be from 1 to " + MOST_ITERATIONS + ", is " + iterations);
        }
        return iterations;
    }

    /** Part of the names of those to run. */
    String only() {
        return only;
    }

    /** Whether only to see that they run. */
    boolean quick() {
        return quick;
    }
}
