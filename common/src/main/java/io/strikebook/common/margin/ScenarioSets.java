package io.strikebook.common.margin;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.Underlying;
import java.util.Arrays;
import java.util.List;

/**
 * The venue's scenario set: one version of it, and the parameters of every underlying, which begin as Deribit's published ones. Each change
 * of one underlying's is a new version. Changed by commands alone, so all that follow these have the same.
 */
public final class ScenarioSets {
    /** In a request: the parameter stays as it is. */
    public static final long UNCHANGED = Long.MIN_VALUE;

    private static final long KIND = 0x5343454E;
    private static final long[] ETHER = {
        18_000_000,
        40_000_000,
        25_000_000,
        30_000_000,
        13_000_000,
        50_000_000,
        100_000_000,
        500_000,
        5_000_000,
        100_000_000
    };
    private static final long[] OTHERS = {
        16_000_000,
        50_000_000,
        25_000_000,
        30_000_000,
        13_000_000,
        50_000_000,
        100_000_000,
        1_000_000,
        7_500_000,
        100_000_000
    };

    private final long[][] valuesE8;
    private int version;

    /** The first version, with published parameters. */
    public ScenarioSets(final int firstVersion, final List<Underlying> underlyings) {
        this.version = firstVersion;
        this.valuesE8 = new long[underlyings.size()][];
        for (final Underlying underlying : underlyings) {
            valuesE8[underlying.underlyingId() - 1] = published(underlying.code());
        }
    }

    /** Deribit's parameters of an underlying, in the order of {@link ScenarioParameter}; rates as the venue has them. */
    public static long[] published(final String underlying) {
        return ("ETH".equals(underlying) ? ETHER : OTHERS).clone();
    }

    /** The newest version. */
    public int version() {
        return version;
    }

    /** How many underlyings there are. */
    public int underlyings() {
        return valuesE8.length;
    }

    /** A parameter of an underlying. */
    public long valueE8(final int underlyingId, final ScenarioParameter parameter) {
        return valuesE8[underlyingId - 1][parameter.ordinal()];
    }

    /** All parameters of an underlying, a copy. */
    public long[] values(final int underlyingId) {
        return valuesE8[underlyingId - 1].clone();
    }

    /** Takes a version, and all parameters of an underlying. */
    public void set(final int newVersion, final int underlyingId, final long[] newE8) {
        version = newVersion;
        System.arraycopy(newE8, 0, valuesE8[underlyingId - 1], 0, newE8.length);
    }

    /** What an underlying's parameters would be after a request. */
    public void merge(final int underlyingId, final long[] requestedE8, final long[] mergedE8) {
        final long[] currentE8 = valuesE8[underlyingId - 1];
        for (int i = 0; i < currentE8.length; i++) {
            mergedE8[i] = requestedE8[i] == UNCHANGED ? currentE8[i] : requestedE8[i];
        }
    }

    /** Hash of version and parameters. */
    public long hash() {
        long hash = StateHash.of(KIND, version, valuesE8.length, 0, 0);
        for (final long[] underlying : valuesE8) {
            for (final long valueE8 : underlying) {
                hash = StateHash.and(hash, valueE8);
            }
        }
        return hash;
    }

    /** A request that changes nothing yet. */
    public static long[] unchanged() {
        final long[] requestedE8 = new long[ScenarioParameter.COUNT];
        Arrays.fill(requestedE8, UNCHANGED);
        return requestedE8;
    }
}
