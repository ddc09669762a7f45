package io.strikebook.benchmarks.feed;

import io.strikebook.feeder.MarketDataListener;

/** What is played into a feeder again and again, from memory. */
interface Passage {
    /** Name of its row. */
    String name();

    /** Where it is from: a recording, or made here. */
    String origin();

    /** Messages of one pass. */
    long messages();

    /** Bytes of text in one pass, 0 where it is none. */
    long textBytes();

    /** What one pass is counted in. */
    long items();

    /** Name of what it is counted in. */
    String itemName();

    /** Plays it once, from its beginning; tells after each message that it is over. */
    void play(MarketDataListener listener, Runnable afterMessage);
}
