package io.strikebook.common.margin;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.VenueParameters;
import java.util.Arrays;

/**
 * Standard margin of each underlying, with its rates multiplied as the scenario set in force says; who still counts at an epoch before the
 * newest change has the rates from before. Allocates with a change only.
 */
public final class StandardRates {
    private final VenueParameters.Margin parameters;
    private final StandardMargin[] inForce;
    private final StandardMargin[] before;
    private final long[] switchEpochs;

    /** The venue's own rates, for as many underlyings. */
    public StandardRates(final VenueParameters.Margin parameters, final int underlyings) {
        this.parameters = parameters;
        this.inForce = new StandardMargin[underlyings];
        Arrays.fill(inForce, new StandardMargin(parameters));
        this.before = inForce.clone();
        this.switchEpochs = new long[underlyings];
    }

    /** Formulas of an underlying at the newest marks. */
    public StandardMargin newest(final int underlyingId) {
        return inForce[underlyingId - 1];
    }

    /** Formulas of an underlying as of an epoch. */
    public StandardMargin of(final int underlyingId, final long epoch) {
        final int at = underlyingId - 1;
        return epoch < switchEpochs[at] ? before[at] : inForce[at];
    }

    /**
     * Rates are multiplied by another scale from an epoch on, the newest one.
     *
     * @param scaleE8 positive, 1e-8
     */
    public void set(final int underlyingId, final long epoch, final long scaleE8) {
        final int at = underlyingId - 1;
        if (inForce[at].scaleE8() != scaleE8) {
            before[at] = inForce[at];
            inForce[at] = new StandardMargin(parameters, scaleE8);
            switchEpochs[at] = epoch;
        }
    }

    /** For a snapshot: from which epoch on the newest scale counts. */
    public long switchEpoch(final int underlyingId) {
        return switchEpochs[underlyingId - 1];
    }

    /** For a snapshot: the scale until then, 1e-8. */
    public long scaleBeforeE8(final int underlyingId) {
        return before[underlyingId - 1].scaleE8();
    }

    /** Sets what a snapshot carried. */
    public void restore(final int underlyingId, final long switchEpoch, final long scaleBeforeE8, final long scaleE8) {
        final int at = underlyingId - 1;
        before[at] = new StandardMargin(parameters, scaleBeforeE8);
        inForce[at] = new StandardMargin(parameters, scaleE8);
        switchEpochs[at] = switchEpoch;
    }

    /** Hash of all of it. */
    public long hash() {
        long hash = switchEpochs.length;
        for (int at = 0; at < switchEpochs.length; at++) {
            hash = StateHash.and(hash, inForce[at].scaleE8(), before[at].scaleE8(), switchEpochs[at], 0);
        }
        return hash;
    }
}
