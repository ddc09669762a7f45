package io.strikebook.benchmarks.matching;

/** An engine that a flow of commands can be run through, any number of times, each time from nothing. */
interface Contender {
    /** Forgets everything. */
    void reset();

    /** Runs commands, in order. */
    void run(int from, int to);

    /** What all commands since the reset came to. */
    Outcome outcome();
}
