package io.strikebook.benchmarks.matching;

/** An engine that a flow of commands can be run through, any number of times, each time from nothing. */
interface Contender extends AutoCloseable {
    /** Forgets everything. */
    void reset();

    /** Runs commands, in order. */
    void run(int from, int to);

    /** Runs all commands from nothing, and tells what they came to. */
    Outcome outcome();

    /** Lets go of threads and files, where it has some. */
    @Override
    default void close() {}
}
