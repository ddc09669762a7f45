package io.strikebook.pricer.volatility;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.margin.VolatilityResponse;
import io.strikebook.common.venue.VolatilityRules;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;

/**
 * Looks at the volatility of one underlying, by its rule, at fixed times of market data. Where nothing that the rule goes by can be measured,
 * because the index is not to be trusted, has not been watched for long enough, or no surface was believed, it says so and asks for nothing.
 */
public final class VolatilityWatch {
    private static final long NONE = VolatilityResponse.NONE;
    private static final int SAMPLES_TO_AGE = 3;

    private final int underlyingId;
    private final VolatilityRules rules;
    private final VolatilityRules.Rule rule;
    private final RealisedVolatility realised = new RealisedVolatility();
    private final VolatilityResponse response;
    private final long[] fields = new long[Math.max(RealisedVolatility.FIELDS, VolatilityResponse.fields())];
    private long dueNs = Long.MIN_VALUE;

    /** What was measured last; not part of the state, which the next sample does not depend on. */
    private long realisedE8 = NONE;

    private long impliedE8 = NONE;
    private long wantedE8 = NONE;

    /** A watch that has seen nothing. */
    public VolatilityWatch(final int underlyingId, final VolatilityRules rules, final VolatilityRules.Rule rule) {
        this.underlyingId = underlyingId;
        this.rules = rules;
        this.rule = rule;
        this.response = new VolatilityResponse(rules, rule);
    }

    /** Id of the underlying. */
    public int underlyingId() {
        return underlyingId;
    }

    /** Whether a sample is due. */
    public boolean isDue(final long timeNs) {
        return timeNs >= dueNs;
    }

    /**
     * Takes the sample that is due.
     *
     * @param indexE8 price of the underlying, or {@link VolatilityResponse#NONE} where it is not to be trusted
     * @param implied volatility at the money for 30 days, or NaN
     * @return the level to ask for, or {@link VolatilityResponse#NONE}
     */
    public long sample(final long timeNs, final long indexE8, final double implied) {
        dueNs = (Math.floorDiv(timeNs, rules.sampleNs()) + 1) * rules.sampleNs();
        if (indexE8 > 0) {
            realised.sample(indexE8, timeNs, rules.averageNs());
        }
        realisedE8 = realised.volatilityE8(timeNs, SAMPLES_TO_AGE * rules.sampleNs());
        impliedE8 = RealisedVolatility.fixed(implied);
        final long measuredE8 = switch (rule.measure()) {
            case REALISED -> realisedE8;
            case IMPLIED -> impliedE8;
            case HIGHER -> Math.max(realisedE8, impliedE8);
        };
        if (measuredE8 == NONE) {
            wantedE8 = NONE;
            response.missing();
            return NONE;
        }
        wantedE8 = response.wantedE8(measuredE8);
        return response.next(measuredE8, timeNs);
    }

    /** Realised volatility as just measured, 1e-8, or {@link VolatilityResponse#NONE}. */
    public long realisedE8() {
        return realisedE8;
    }

    /** Implied volatility as just measured, 1e-8, or {@link VolatilityResponse#NONE}. */
    public long impliedE8() {
        return impliedE8;
    }

    /** The level that this volatility asks for, 1e-8, or {@link VolatilityResponse#NONE}. */
    public long wantedE8() {
        return wantedE8;
    }

    /** The level, whether it is held, and whether another one was asked for. */
    public VolatilityResponse response() {
        return response;
    }

    /** Hash of everything that later samples depend on. */
    public long hash() {
        return StateHash.of(underlyingId, dueNs, realised.hash(), response.hash(), 0);
    }

    /** Writes the state. */
    public void save(final SnapshotOutput out) {
        out.putLong(dueNs);
        realised.write(fields);
        put(out, RealisedVolatility.FIELDS);
        response.write(fields);
        put(out, VolatilityResponse.fields());
    }

    private void put(final SnapshotOutput out, final int count) {
        for (int i = 0; i < count; i++) {
            out.putLong(fields[i]);
        }
    }

    /** Reads what {@link #save} wrote. */
    public void load(final SnapshotInput in) {
        dueNs = in.getLong();
        get(in, RealisedVolatility.FIELDS);
        realised.read(fields);
        get(in, VolatilityResponse.fields());
        response.read(fields);
    }

    private void get(final SnapshotInput in, final int count) {
        for (int i = 0; i < count; i++) {
            fields[i] = in.getLong();
        }
    }
}
