package io.strikebook.sequencer.pretrade;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.portfolio.PortfolioLegs;
import io.strikebook.common.margin.portfolio.PortfolioMargin;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.snapshot.PortfolioSnapshot;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;

/**
 * What portfolio margin takes from marks, as of any epoch that an account may still be counted at: of each instrument versions of its mark,
 * delta and risk array, the newest first, and the models of the venue's legs. See {@link MarkHistory}, which has prices alone and says which
 * epochs those are. Versions are pooled, those of options and all others by themselves, so nothing is allocated while margin is not far behind.
 */
public final class RiskHistory {
    /** Changes kept at an announced epoch; beyond that the oldest go, as in {@link MarkHistory}. */
    static final int MAX_CHANGES = 1 << 16;

    private static final long HASH_KIND = 51;
    /** Room for all that is kept but within an epoch: margin that is held up for a second must not make the sequencer's thread allocate. */
    private static final int INITIAL_CHANGES = MAX_CHANGES;

    /** Versions ready beside two for each instrument: what changes while margin is a second behind in some hundred instruments. */
    private static final int READY_VERSIONS = 1 << 12;

    private static final long NO_INDEX_E8 = 100_000_000L;

    /** What is known of an instrument from an epoch on. */
    private static final class Version {
        private final InstrumentRisk risk;
        private long epoch;
        private long hash;
        private Version older;
        private Version younger;

        Version(final InstrumentRisk risk) {
            this.risk = risk;
        }
    }

    private final StateHash stateHash;
    private final MarkHistory marks;
    private final PortfolioLegs legs;
    private final Version[] newest;
    private final Version[] oldest;
    private Version freeOption;
    private Version freeOther;
    private boolean hasOptions;
    private boolean hasOthers;

    /** Instruments that changed, with the epochs in which they did, from firstChange to endChange - 1, each at its number modulo the length. */
    private int[] changed = new int[INITIAL_CHANGES];

    private long[] epochs = new long[INITIAL_CHANGES];
    private long firstChange;
    private long endChange;

    /** An empty history; versions are kept in the hash. */
    public RiskHistory(final VenueParameters venue, final MarkHistory marks, final StateHash stateHash) {
        this.stateHash = stateHash;
        this.marks = marks;
        this.legs = new PortfolioLegs(venue);
        this.newest = new Version[venue.preTrade().maxInstruments() + 1];
        this.oldest = new Version[newest.length];
    }

    /** The models, with their parameters and roll shocks. */
    public PortfolioLegs legs() {
        return legs;
    }

    /** An instrument was listed. */
    public void list(final Instrument instrument) {
        if (instrument.holdsPositions()) {
            make(instrument, legs.list(instrument));
        }
    }

    private void make(final Instrument instrument, final int slot) {
        final InstrumentRisk risk = new InstrumentRisk(instrument, slot, PortfolioMargin.SCENARIOS);
        newest[instrument.instrumentId()] = new Version(risk);
        oldest[instrument.instrumentId()] = newest[instrument.instrumentId()];
        final boolean isFirst = risk.isOption() ? !hasOptions : !hasOthers;
        for (int i = 0; i < (isFirst ? READY_VERSIONS : 1); i++) {
            release(copyOf(risk));
        }
        hasOptions |= risk.isOption();
        hasOthers |= !risk.isOption();
    }

    private static Version copyOf(final InstrumentRisk risk) {
        final Version version =
                new Version(new InstrumentRisk(risk.instrument(), risk.expirySlot(), PortfolioMargin.SCENARIOS));
        version.risk.copy(risk);
        return version;
    }

    /** A version like another. */
    private Version take(final InstrumentRisk like) {
        final Version version = like.isOption() ? freeOption : freeOther;
        if (version == null) {
            return copyOf(like);
        }
        if (like.isOption()) {
            freeOption = version.older;
        } else {
            freeOther = version.older;
        }
        version.older = null;
        version.risk.copy(like);
        return version;
    }

    private void release(final Version version) {
        if (version.risk.isOption()) {
            version.older = freeOption;
            freeOption = version;
        } else {
            version.older = freeOther;
            freeOther = version;
        }
    }

    /** Takes a mark of an epoch, and an option's delta; ids without an instrument are ignored, and marks that margin ignores, too. */
    public void mark(final int instrumentId, final long priceE8, final int deltaE9, final long epoch) {
        if (!isListed(instrumentId) || priceE8 < 0) {
            return;
        }
        final Instrument instrument = newest[instrumentId].risk.instrument();
        if (priceE8 == 0 && instrument.isInverseFuture()) {
            return;
        }
        final Version version = at(instrumentId, epoch);
        version.risk.mark(priceE8, deltaE9, Math.max(marks.indexE8(instrument), 1));
        rehash(version);
    }

    /** Takes an option's array of an epoch. */
    public void array(final int instrumentId, final int unitE12, final int[] values, final long epoch) {
        if (isListed(instrumentId) && unitE12 > 0) {
            final Version version = at(instrumentId, epoch);
            version.risk.scenarios(values, unitE12);
            rehash(version);
        }
    }

    private boolean isListed(final int instrumentId) {
        return instrumentId > 0 && instrumentId < newest.length && newest[instrumentId] != null;
    }

    private void rehash(final Version version) {
        stateHash.remove(version.hash);
        version.hash = StateHash.and(StateHash.of(HASH_KIND, version.epoch, 0, 0, 0), version.risk.hash());
        stateHash.add(version.hash);
    }

    private Version at(final int instrumentId, final long epoch) {
        final Version last = newest[instrumentId];
        if (last.epoch == epoch) {
            return last;
        }
        final Version version = take(last.risk);
        version.epoch = epoch;
        version.hash = 0;
        version.older = last;
        last.younger = version;
        newest[instrumentId] = version;
        note(instrumentId, epoch);
        return version;
    }

    private void note(final int instrumentId, final long epoch) {
        if (endChange - firstChange == changed.length) {
            grow();
        }
        final int at = (int) endChange++ & changed.length - 1;
        changed[at] = instrumentId;
        epochs[at] = epoch;
    }

    private void grow() {
        final int[] oldChanged = changed;
        final long[] oldEpochs = epochs;
        changed = new int[oldChanged.length * 2];
        epochs = new long[changed.length];
        for (long change = firstChange; change < endChange; change++) {
            final int from = (int) change & oldChanged.length - 1;
            final int to = (int) change & changed.length - 1;
            changed[to] = oldChanged[from];
            epochs[to] = oldEpochs[from];
        }
    }

    /** Margin has re-marked every account with this epoch: none is counted at an older one any more. */
    public void finished(final long epoch) {
        while (firstChange < endChange && epochs[(int) firstChange & changed.length - 1] <= epoch) {
            fold();
        }
    }

    /** An epoch was announced: the number of changes kept is brought back to its bound. */
    public void announced() {
        while (endChange - firstChange > MAX_CHANGES) {
            fold();
        }
    }

    /** Lets go of what the oldest change replaced. */
    private void fold() {
        final int at = (int) firstChange++ & changed.length - 1;
        final int instrumentId = changed[at];
        Version first = oldest[instrumentId];
        while (first.epoch < epochs[at]) {
            final Version replaced = first;
            first = replaced.younger;
            replaced.younger = null;
            stateHash.remove(replaced.hash);
            release(replaced);
        }
        first.older = null;
        oldest[instrumentId] = first;
    }

    /** What was known of an instrument as of an epoch; where that is older than all, the oldest. */
    InstrumentRisk risk(final Instrument instrument, final long epoch) {
        Version version = newest[instrument.instrumentId()];
        while (version.epoch > epoch && version.older != null) {
            version = version.older;
        }
        return version.risk;
    }

    /** The model of a leg as of an epoch. */
    PortfolioMargin model(final int leg, final long epoch) {
        final long indexE8 = marks.indexOfUnderlyingE8(PortfolioLegs.underlyingOf(leg), epoch);
        return legs.model(leg, epoch, indexE8 > 0 ? indexE8 : NO_INDEX_E8);
    }

    /** Writes every version that an account can be counted at. */
    public void save(final SnapshotOutput out) {
        PortfolioSnapshot.save(legs, out);
        out.section("risks", 1);
        for (int id = 1; id < newest.length; id++) {
            if (newest[id] != null) {
                out.putInt(id).putInt(newest[id].risk.expirySlot());
                for (Version version = newest[id]; version != null; version = version.older) {
                    out.putLong(version.epoch).putBoolean(version.hash != 0);
                    PortfolioSnapshot.save(version.risk, out);
                }
                out.putLong(-1);
            }
        }
        out.putInt(0);
        out.putInt((int) (endChange - firstChange));
        for (long change = firstChange; change < endChange; change++) {
            final int at = (int) change & changed.length - 1;
            out.putInt(changed[at]).putLong(epochs[at]);
        }
    }

    /** Reads what {@link #save} wrote into a history with the same instruments listed and nothing else. */
    public void load(final SnapshotInput in) {
        PortfolioSnapshot.load(legs, in);
        in.section("risks", 1);
        for (int id = in.getInt(); id != 0; id = in.getInt()) {
            final Instrument instrument = newest[id].risk.instrument();
            make(instrument, in.getInt());
            Version younger = null;
            for (long epoch = in.getLong(); epoch >= 0; epoch = in.getLong()) {
                final Version version = younger == null ? newest[id] : take(newest[id].risk);
                version.epoch = epoch;
                final boolean hashed = in.getBoolean();
                PortfolioSnapshot.load(version.risk, in);
                if (hashed) {
                    rehash(version);
                }
                if (younger != null) {
                    younger.older = version;
                    version.younger = younger;
                }
                younger = version;
                oldest[id] = version;
            }
        }
        final int count = in.getInt();
        for (int i = 0; i < count; i++) {
            final int instrumentId = in.getInt();
            note(instrumentId, in.getLong());
        }
    }
}
