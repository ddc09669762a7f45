package io.strikebook.pricer.index;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;

/**
 * Index of one underlying: the clamped average of its fresh sources. With fewer of them than the venue asks for it stands, flagged stale
 * and frozen, until there have been enough for a while without a break. Where no source was ever heard an instrument's price stands in.
 */
public final class UnderlyingIndex {
    /** No price. */
    public static final long NONE = Long.MIN_VALUE;

    /** No time to wait for. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long KIND = 0x494E4458;

    private final int underlyingId;
    private final VenueParameters.Index rule;
    private final IndexSources sources = new IndexSources();
    private final ClampedAverage average = new ClampedAverage();
    private final Confidence confidence = new Confidence();
    private final boolean[] used = new boolean[IndexSources.MAX_SOURCES];
    private long publishedE8 = NONE;
    private long confidenceE8 = NONE;
    private int freshSources;
    private boolean frozen;
    private boolean substituteStale;
    private long enoughSinceNs = NONE;
    private long dueNs = NEVER;

    /** An index that has heard nothing. */
    public UnderlyingIndex(final int underlyingId, final VenueParameters.Index rule) {
        this.underlyingId = underlyingId;
        this.rule = rule;
    }

    /** Id of the underlying. */
    public int underlyingId() {
        return underlyingId;
    }

    /** Index as of the newest epoch, or {@link #NONE}. */
    public long publishedE8() {
        return publishedE8;
    }

    /** Whether it is not to be trusted now: frozen, or taken from an instrument whose price is stale. */
    public boolean publishedStale() {
        return frozen || substituteStale;
    }

    /** Whether it stands because there are too few fresh sources. */
    public boolean isFrozen() {
        return frozen;
    }

    /** Distance to the farther of the 25th and 75th percentile of the sources' votes, or {@link #NONE}. */
    public long confidenceE8() {
        return confidenceE8;
    }

    /** How many sources it was made of; frozen, how many there are. */
    public int freshSources() {
        return freshSources;
    }

    /** Median that the newest average was clamped to. */
    public long medianE8() {
        return average.medianE8();
    }

    /**
     * Number of a constituent or, with id 0, of a venue's own index; made on first sight, and switched off where the rule does not name the
     * venue; -1 for too many.
     */
    public int source(final int constituentId, final String venue) {
        final int before = sources.count();
        final int source = sources.number(constituentId, venue);
        if (source == before && constituentId == 0 && !rule.counts(venue)) {
            sources.set(source, false, IndexSources.FULL_WEIGHT);
        }
        return source;
    }

    /** The feeder's number of a source; 0: a venue's own index. */
    public int constituentId(final int source) {
        return sources.constituentId(source);
    }

    /** The venue of a source, empty where the feeder numbers it. */
    public String venue(final int source) {
        return sources.venue(source);
    }

    /** Newest price of a source. */
    public long priceE8(final int source) {
        return sources.priceE8(source);
    }

    /** Whether a source was outside the clamp in the newest epoch. */
    public boolean isOutside(final int source) {
        return sources.isOutside(source);
    }

    /** Takes a source's price; returns whether it may change the index. */
    public boolean onPrice(final int source, final long priceE8, final long timeNs) {
        return sources.onPrice(source, priceE8, timeNs, rule.maximumAgeNs());
    }

    /** A source's input was lost; returns whether it may change the index. */
    public boolean onGap(final int source) {
        return sources.onGap(source);
    }

    /** Input of every source was lost; returns whether it may change the index. */
    public boolean onGap() {
        boolean changed = false;
        for (int i = 0; i < sources.count(); i++) {
            changed |= sources.onGap(i);
        }
        return changed;
    }

    /** An operator switched a source on or off; weights are 1 to 100. */
    public void setSource(final int source, final boolean enabled, final int weight) {
        if (source >= 0) {
            sources.set(source, enabled, weight);
        }
    }

    /** When time alone may change the index: a source grows too old, or enough were there for long enough; or {@link #NEVER}. */
    public long dueNs() {
        return dueNs;
    }

    /**
     * Computes the index as of a time and tells the listener what changed.
     *
     * @param substituteE8 price to use where no source was ever heard, or {@link #NONE}
     */
    public void refresh(
            final long timeNs, final long substituteE8, final boolean isSubstituteStale, final IndexListener listener) {
        final long before = publishedE8;
        final long confidenceBefore = confidenceE8;
        final int freshBefore = freshSources;
        final int flagsBefore = flags();
        gather(timeNs);
        if (freshSources < rule.minimumSources()) {
            enoughSinceNs = NONE;
            if (!sources.anyHeard()) {
                publishedE8 = substituteE8 == NONE ? publishedE8 : substituteE8;
                substituteStale = isSubstituteStale;
            } else if (publishedE8 != NONE) {
                frozen = true;
                substituteStale = false;
            }
        } else {
            substituteStale = false;
            enoughSinceNs = enoughSinceNs == NONE ? timeNs : enoughSinceNs;
            frozen = frozen && timeNs - enoughSinceNs < rule.thawNs();
            average(listener);
        }
        dueNs = due(timeNs);
        final boolean differs = publishedE8 != before
                || confidenceE8 != confidenceBefore
                || freshSources != freshBefore
                || flags() != flagsBefore;
        if (differs && publishedE8 != NONE) {
            listener.onIndex(this);
        }
    }

    private void gather(final long timeNs) {
        average.clear();
        for (int i = 0; i < sources.count(); i++) {
            used[i] = sources.counts(i, timeNs, rule.maximumAgeNs());
            if (used[i]) {
                average.add(sources.priceE8(i), sources.weight(i));
            }
        }
        freshSources = average.count();
    }

    /** Outliers are told while the index is frozen, too: that is when an operator wants to know them. */
    private void average(final IndexListener listener) {
        final long averageE8 = average.compute(rule.clampE8());
        if (!frozen) {
            publishedE8 = averageE8;
            confidenceE8 = confidence.of(averageE8, average, rule.intervalE8());
        }
        for (int i = 0; i < sources.count(); i++) {
            final boolean isOutside = used[i] && average.isOutside(sources.priceE8(i));
            if (isOutside != sources.isOutside(i)) {
                sources.setOutside(i, isOutside);
                listener.onOutlier(this, i);
            }
        }
    }

    private long due(final long timeNs) {
        long due = frozen && enoughSinceNs != NONE ? enoughSinceNs + rule.thawNs() : NEVER;
        for (int i = 0; i < sources.count(); i++) {
            if (used[i]) {
                due = Math.min(due, sources.timeNs(i) + rule.maximumAgeNs() + 1);
            }
        }
        return due;
    }

    private int flags() {
        return (frozen ? 1 : 0) | (substituteStale ? 2 : 0);
    }

    /** Hash of everything that later prices depend on. */
    public long hash() {
        final long hash =
                StateHash.of(KIND, underlyingId, publishedE8, confidenceE8, (long) freshSources << 2 | flags());
        return StateHash.and(hash, enoughSinceNs, dueNs, sources.hash(), 0);
    }

    /** Writes the state. */
    public void save(final SnapshotOutput out) {
        out.putLong(publishedE8)
                .putLong(confidenceE8)
                .putInt(freshSources)
                .putBoolean(frozen)
                .putBoolean(substituteStale)
                .putLong(enoughSinceNs)
                .putLong(dueNs);
        sources.save(out);
    }

    /** Reads the state into an index that has heard nothing. */
    public void load(final SnapshotInput in) {
        publishedE8 = in.getLong();
        confidenceE8 = in.getLong();
        freshSources = in.getInt();
        frozen = in.getBoolean();
        substituteStale = in.getBoolean();
        enoughSinceNs = in.getLong();
        dueNs = in.getLong();
        sources.load(in);
    }
}
