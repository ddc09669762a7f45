package io.strikebook.common.margin.portfolio;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.margin.StandardRates;
import io.strikebook.common.margin.model.ExpirySlots;
import io.strikebook.common.venue.Underlying;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The models of a venue: per underlying and style of contract (a <em>leg</em>) one, with the parameters in force and the roll shocks of its
 * expiries. A scenario set that a command brought is in force from the epoch on whose begin says its version, since that has all arrays of
 * it; who still counts at an epoch before has the model from before.
 *
 * <p>Follows from commands and marks alone, so all that follow both have the same. Allocates with a new scenario set only.
 */
public final class PortfolioLegs {
    /** A scenario set that waits for its epoch. */
    public record PendingSet(int version, int underlyingId, long[] valuesE8) {}

    /** How many expiries of an underlying there may be at a time, perpetuals counted as one. */
    public static final int EXPIRIES = 32;

    private static final long HASH_KIND = 0x4C454753;
    private static final long E8_TO_E12 = 10_000L;
    private static final int STYLES = 2;

    private final List<Underlying> underlyings;
    private final ScenarioSets inForce;
    private final ArrayDeque<PendingSet> pending = new ArrayDeque<>();
    private final StandardRates standard;
    private final PortfolioMargin[] models;
    private final PortfolioMargin[] modelsBefore;
    /** Per underlying: the set, and the roll shocks, that the models from before the newest switch are made of; null before the first. */
    private final long[][] valuesBeforeE8;

    private final long[][] factorsBeforeE12;
    private final long[] switchEpochs;
    private final long[] indexesE8;
    private final ExpirySlots[] slots;
    private final long[][] factorsE12;
    private final long[] noBook;

    /** Models with published parameters, of a venue's underlyings. */
    public PortfolioLegs(final VenueParameters venue) {
        this.underlyings = venue.underlyings();
        this.inForce = new ScenarioSets(venue.marks().scenarioSetVersion(), underlyings);
        this.standard = new StandardRates(venue.margin(), underlyings.size());
        this.models = new PortfolioMargin[STYLES * underlyings.size()];
        this.modelsBefore = new PortfolioMargin[models.length];
        this.valuesBeforeE8 = new long[underlyings.size()][];
        this.factorsBeforeE12 = new long[underlyings.size()][];
        this.switchEpochs = new long[underlyings.size()];
        this.indexesE8 = new long[models.length];
        this.slots = new ExpirySlots[underlyings.size()];
        this.factorsE12 = new long[underlyings.size()][EXPIRIES];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new ExpirySlots(EXPIRIES);
            makeModels(i + 1);
        }
        this.noBook = new long[models[0].bookLength()];
    }

    /** Standard margin, whose rates follow the same scenario sets. */
    public StandardRates standard() {
        return standard;
    }

    /** How many legs there are; their numbers are 0 to this minus 1. */
    public int count() {
        return models.length;
    }

    /** How many underlyings there are. */
    public int underlyings() {
        return slots.length;
    }

    /** Number of the leg that an instrument is of; no combination's. */
    public static int legOf(final Instrument instrument) {
        return (instrument.underlyingId() - 1) * STYLES + (instrument.isInverse() ? 0 : 1);
    }

    /** Id of the underlying that a leg is on. */
    public static int underlyingOf(final int leg) {
        return leg / STYLES + 1;
    }

    /**
     * The model of a leg as of an epoch, told an index.
     *
     * @param indexE8 price of the underlying, positive
     */
    public PortfolioMargin model(final int leg, final long epoch, final long indexE8) {
        final boolean before = modelsBefore[leg] != null && epoch < switchEpochs[leg / STYLES];
        if (before) {
            modelsBefore[leg].index(indexE8);
            return modelsBefore[leg];
        }
        if (indexesE8[leg] != indexE8) {
            indexesE8[leg] = indexE8;
            models[leg].index(indexE8);
        }
        return models[leg];
    }

    /** Numbers in a book of positions. */
    public int bookLength() {
        return models[0].bookLength();
    }

    /** A book without positions, not to be changed. */
    long[] noBook() {
        return noBook;
    }

    /** Numbers in a book of open orders. */
    public int ordersLength() {
        return models[0].ordersLength();
    }

    /** Number of the expiry of an instrument that is listed, see {@link ExpirySlots#obtain}. */
    public int list(final Instrument instrument) {
        return slots[instrument.underlyingId() - 1].obtain(instrument.terms().expiryNs());
    }

    /** An expiry was settled: nobody has anything of it, and its number is free. */
    public void settled(final int underlyingId, final long expiryNs) {
        final int slot = slots[underlyingId - 1].find(expiryNs);
        if (slot > 0) {
            factor(underlyingId, slot, 0);
            slots[underlyingId - 1].release(expiryNs);
        }
    }

    /** New roll shock of an expiry; of one without listed instruments it is ignored. */
    public void expiryRisk(final int underlyingId, final long expiryNs, final long factorE12) {
        if (underlyingId > 0 && underlyingId <= slots.length) {
            final int slot = slots[underlyingId - 1].find(expiryNs);
            if (slot > 0) {
                factor(underlyingId, slot, factorE12);
            }
        }
    }

    private void factor(final int underlyingId, final int slot, final long factorE12) {
        factorsE12[underlyingId - 1][slot] = factorE12;
        for (int style = 0; style < STYLES; style++) {
            models[(underlyingId - 1) * STYLES + style].expiryFactor(slot, factorE12);
        }
    }

    /** A command brought a scenario set. */
    public void scenarioSet(final int version, final int underlyingId, final long[] valuesE8) {
        pending.add(new PendingSet(version, underlyingId, valuesE8.clone()));
    }

    /** An epoch begins, with arrays of a version. */
    public void epochBegins(final long epoch, final int version) {
        while (!pending.isEmpty() && pending.peek().version() <= version) {
            final PendingSet set = pending.poll();
            keepBefore(set.underlyingId(), epoch);
            inForce.set(set.version(), set.underlyingId(), set.valuesE8());
            standard.set(set.underlyingId(), epoch, scaleE8(set.underlyingId()));
            makeModels(set.underlyingId());
        }
    }

    private void keepBefore(final int underlyingId, final long switchEpoch) {
        final int first = (underlyingId - 1) * STYLES;
        System.arraycopy(models, first, modelsBefore, first, STYLES);
        valuesBeforeE8[underlyingId - 1] = inForce.values(underlyingId);
        factorsBeforeE12[underlyingId - 1] = factorsE12[underlyingId - 1].clone();
        switchEpochs[underlyingId - 1] = switchEpoch;
    }

    private long scaleE8(final int underlyingId) {
        return inForce.valueE8(underlyingId, ScenarioParameter.STANDARD_MARGIN);
    }

    private void makeModels(final int underlyingId) {
        final String code = underlyings.get(underlyingId - 1).code();
        for (int style = 0; style < STYLES; style++) {
            final int leg = (underlyingId - 1) * STYLES + style;
            final ContractStyle contract = style == 0 ? ContractStyle.INVERSE : ContractStyle.LINEAR;
            final PortfolioParameters parameters =
                    PortfolioParameters.published(code, contract).with(inForce, underlyingId);
            models[leg] = new PortfolioMargin(parameters, style == 0, EXPIRIES);
            indexesE8[leg] = 0;
            for (int slot = 1; slot < EXPIRIES; slot++) {
                models[leg].expiryFactor(slot, factorsE12[underlyingId - 1][slot]);
            }
        }
        factor(underlyingId, 0, inForce.valueE8(underlyingId, ScenarioParameter.LEAST_ROLL_MOVE) * E8_TO_E12);
    }

    /** Hash of all of it. */
    public long hash() {
        long hash = StateHash.of(HASH_KIND, inForce.hash(), pending.size(), standard.hash(), 0);
        hash = pending.isEmpty() ? hash : StateHash.and(hash, pendingHash());
        for (int i = 0; i < slots.length; i++) {
            for (int slot = 0; slot < EXPIRIES; slot++) {
                hash = StateHash.and(StateHash.and(hash, slots[i].expiryNs(slot)), factorsE12[i][slot]);
            }
            hash = StateHash.and(hash, switchEpochs[i]);
            hash = and(and(hash, valuesBeforeE8[i]), factorsBeforeE12[i]);
        }
        return hash;
    }

    private static long and(final long before, final long[] numbers) {
        long hash = before;
        for (int i = 0; numbers != null && i < numbers.length; i++) {
            hash = StateHash.and(hash, numbers[i]);
        }
        return hash;
    }

    /** Rare: an iterator is made. */
    private long pendingHash() {
        long hash = 0;
        for (final PendingSet set : pending) {
            hash = StateHash.and(hash, set.version());
        }
        return hash;
    }

    /** For a snapshot: sets that wait, the oldest first. */
    public Iterable<PendingSet> pending() {
        return pending;
    }

    /** For a snapshot: the sets in force. */
    public ScenarioSets inForce() {
        return inForce;
    }

    /** For a snapshot: the expiry that has a number. */
    public long expiryNs(final int underlyingId, final int slot) {
        return slots[underlyingId - 1].expiryNs(slot);
    }

    /** For a snapshot: the roll shock of a number. */
    public long factorE12(final int underlyingId, final int slot) {
        return factorsE12[underlyingId - 1][slot];
    }

    /** For a snapshot: from which epoch on the newest set of an underlying counts; 0: it has had no other. */
    public long switchEpoch(final int underlyingId) {
        return switchEpochs[underlyingId - 1];
    }

    /** For a snapshot: the set until then; null where there was none. */
    public long[] valuesBeforeE8(final int underlyingId) {
        return valuesBeforeE8[underlyingId - 1];
    }

    /** For a snapshot: the roll shocks as they were then, by number; null where there was no set before. */
    public long[] factorsBeforeE12(final int underlyingId) {
        return factorsBeforeE12[underlyingId - 1];
    }

    /** Sets what a snapshot carried: the models from before the newest switch of an underlying; before its set in force. */
    public void restoreBefore(
            final int underlyingId, final long switchEpoch, final long[] valuesE8, final long[] beforeE12) {
        inForce.set(inForce.version(), underlyingId, valuesE8);
        factorsE12[underlyingId - 1] = beforeE12.clone();
        makeModels(underlyingId);
        keepBefore(underlyingId, switchEpoch);
    }

    /** Sets what a snapshot carried: the set in force of an underlying, and its rates of standard margin before. */
    public void restoreSet(
            final int version,
            final int underlyingId,
            final long[] valuesE8,
            final long standardSwitchEpoch,
            final long standardBeforeE8) {
        inForce.set(version, underlyingId, valuesE8);
        standard.restore(underlyingId, standardSwitchEpoch, standardBeforeE8, scaleE8(underlyingId));
        makeModels(underlyingId);
    }

    /** Sets what a snapshot carried: a number's expiry and roll shock; after the underlying's set. */
    public void restoreSlot(final int underlyingId, final int slot, final long expiryNs, final long factorE12) {
        slots[underlyingId - 1].restore(slot, expiryNs);
        factor(underlyingId, slot, factorE12);
    }
}
