package io.strikebook.benchmarks.margin;

import io.strikebook.ipc.agent.ThreadPinning;
import java.util.Locale;

/** One part of the benchmark in a process of its own: says each figure in a line, and ends. */
public final class MarginPeer {
    /** Positions of each account. */
    static final int POSITIONS = 100;

    private MarginPeer() {}

    /** What is measured. */
    enum Part {
        CHECK("pre-trade check"),
        MARGIN("margin"),
        MEMORY("memory");

        final String title;

        Part(final String title) {
            this.title = title;
        }
    }

    /** Arguments: part, accounts, rounds, CPU (-1: not pinned). */
    public static void main(final String[] args) {
        ThreadPinning.pin(Integer.parseInt(args[3]));
        final int accounts = Integer.parseInt(args[1]);
        final int rounds = Integer.parseInt(args[2]);
        switch (Part.valueOf(args[0])) {
            case CHECK -> new CheckRun(rounds).run();
            case MARGIN -> new EngineRun(accounts, rounds).run();
            case MEMORY -> new MemoryRun(accounts).run();
        }
        System.out.println("say end");
    }

    /** Says a figure. */
    static void say(final String row, final String metric, final double value, final String unit) {
        System.out.println("say " + row + "|" + metric + "|" + String.format(Locale.ROOT, "%.3f", value) + "|" + unit);
    }
}
