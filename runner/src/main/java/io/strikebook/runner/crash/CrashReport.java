package io.strikebook.runner.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What became of it. */
public final class CrashReport {
    private final List<PollRow> rows = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final LiquidationCounts total = new LiquidationCounts();
    private List<Holder> holders = List.of();
    private double fundBeforeUsd;
    private double fundAfterUsd;
    private long commands;
    private long stateHash;

    /**
     * What happened up to a poll, since the one before.
     *
     * @param indexes by underlying, from 1
     */
    public record PollRow(long timeNs, double[] indexes, LiquidationCounts counts) {}

    /**
     * Accounts at one time, in the order of the holders.
     *
     * @param indexes     by underlying, from 1
     * @param equity      dollars
     * @param balance     what is compared with margins, dollars: under standard margin without the value of options
     * @param maintenance dollars
     */
    public record Sample(long timeNs, double[] indexes, float[] equity, float[] balance, float[] maintenance) {}

    CrashReport() {}

    void begin(final double fundUsd) {
        fundBeforeUsd = fundUsd;
    }

    void poll(final MarketState state, final LiquidationCounts counts) {
        rows.add(new PollRow(state.timeNs, state.indexes.clone(), counts));
        total.add(counts);
    }

    void sample(
            final MarketState state,
            final List<Holder> accounts,
            final ToDoubleFunction<Holder> equity,
            final ToDoubleFunction<Holder> balance,
            final ToDoubleFunction<Holder> maintenance) {
        final float[] equities = new float[accounts.size()];
        final float[] balances = new float[equities.length];
        final float[] margins = new float[equities.length];
        for (int i = 0; i < equities.length; i++) {
            equities[i] = (float) equity.applyAsDouble(accounts.get(i));
            balances[i] = (float) balance.applyAsDouble(accounts.get(i));
            margins[i] = (float) maintenance.applyAsDouble(accounts.get(i));
        }
        samples.add(new Sample(state.timeNs, state.indexes.clone(), equities, balances, margins));
    }

    void finish(final CrashVenue venue, final List<Holder> accounts, final double fundUsd) {
        commands = venue.commands();
        stateHash = venue.margin().stateHash();
        holders = List.copyOf(accounts);
        fundAfterUsd = fundUsd;
    }

    /** Poll by poll. */
    public List<PollRow> rows() {
        return rows;
    }

    /** For a picture. */
    public List<Sample> samples() {
        return samples;
    }

    /** Of all the time. */
    public LiquidationCounts total() {
        return total;
    }

    /** The population. */
    public List<Holder> holders() {
        return holders;
    }

    /** What the fund had at first, at the prices of then. */
    public double fundBeforeUsd() {
        return fundBeforeUsd;
    }

    /** What the fund had at last, at the prices of then. */
    public double fundAfterUsd() {
        return fundAfterUsd;
    }

    /** Hash of margin's state at the end: the same for the same market, settings and engines. */
    public long stateHash() {
        return stateHash;
    }

    /** How many commands there were. */
    public long commands() {
        return commands;
    }
}
