package io.strikebook.pricing.batch;

/** What is known of many options, a column for each number; the caller's, filled in place. Meanings as in {@code Black76}. */
public final class OptionColumns {
    public final boolean[] call;
    public final double[] forward;
    public final double[] strike;
    public final double[] years;
    public final double[] volatility;
    private int size;

    /** Columns of no option yet, for as many as that. */
    public OptionColumns(final int capacity) {
        call = new boolean[capacity];
        forward = new double[capacity];
        strike = new double[capacity];
        years = new double[capacity];
        volatility = new double[capacity];
    }

    /** Forgets all options. */
    public void clear() {
        size = 0;
    }

    /**
     * Adds an option; returns its index.
     *
     * @throws IllegalStateException where there is no more room
     */
    public int add(
            final boolean isCall,
            final double itsForward,
            final double itsStrike,
            final double itsYears,
            final double itsVolatility) {
        if (size == call.length) {
            throw new IllegalStateException("room for " + size + " options, no more");
        }
        call[size] = isCall;
        forward[size] = itsForward;
        strike[size] = itsStrike;
        years[size] = itsYears;
        volatility[size] = itsVolatility;
        return size++;
    }

    /** Says how many options there are, after the columns were filled directly. */
    public void setSize(final int options) {
        if (options < 0 || options > call.length) {
            throw new IllegalArgumentException("0 to " + call.length + " options have room, not " + options);
        }
        size = options;
    }

    /** Refuses columns that are shorter than this one's options are many. */
    void requireRoom(final String name, final int length) {
        if (length < size) {
            throw new IllegalArgumentException(length + " " + name + " for " + size + " options");
        }
    }

    /** How many options there are. */
    public int size() {
        return size;
    }

    /** How many options have room. */
    public int capacity() {
        return call.length;
    }
}
