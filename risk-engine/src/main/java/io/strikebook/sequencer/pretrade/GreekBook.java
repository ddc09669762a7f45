package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;

/**
 * Net delta and vega of an account, or of a group of them, in one underlying: of positions, and how much open orders can add and take off at
 * worst. A fill or an order only marks its line; sums are brought up to date when they are asked for, line by line, or, once per epoch
 * of marks that is asked about, as a whole. They follow from lots and newest marks alone, so they are no state of their own.
 */
final class GreekBook {
    final long maxDeltaE8;
    final long maxVegaE8;
    private final List<GreekLine> lines = new ArrayList<>();
    private GreekLine firstStale;

    /** Of the marks that the sums are of; -1: to be worked out as a whole. */
    private long epoch = -1;

    private long deltaE8;
    private long deltaUpE8;
    private long deltaDownE8;
    private long vegaE8;
    private long vegaUpE8;
    private long vegaDownE8;

    /** Nothing held, under limits of which 0 is none. */
    GreekBook(final long maxDeltaE8, final long maxVegaE8) {
        this.maxDeltaE8 = maxDeltaE8;
        this.maxVegaE8 = maxVegaE8;
    }

    /** The line of an instrument, made where there is none. */
    GreekLine line(final Instrument instrument) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).instrument == instrument) {
                return lines.get(i);
            }
        }
        final GreekLine made = new GreekLine(this, instrument);
        lines.add(made);
        return made;
    }

    void markStale(final GreekLine line) {
        if (!line.stale) {
            line.stale = true;
            line.nextStale = firstStale;
            firstStale = line;
        }
    }

    /** Brings the sums up to date. Where a number overflows they are worked out anew the next time. */
    void refresh(final Greeks greeks) {
        final boolean whole = epoch != greeks.epoch();
        if (!whole && firstStale == null) {
            return;
        }
        epoch = -1;
        if (whole) {
            computeAll(greeks);
        } else {
            while (firstStale != null) {
                final GreekLine line = firstStale;
                count(line, -1);
                line.compute(greeks);
                count(line, 1);
                fresh(line);
            }
        }
        epoch = greeks.epoch();
    }

    private void computeAll(final Greeks greeks) {
        deltaE8 = 0;
        deltaUpE8 = 0;
        deltaDownE8 = 0;
        vegaE8 = 0;
        vegaUpE8 = 0;
        vegaDownE8 = 0;
        while (firstStale != null) {
            fresh(firstStale);
        }
        for (int i = 0; i < lines.size(); i++) {
            final GreekLine line = lines.get(i);
            line.compute(greeks);
            count(line, 1);
        }
    }

    private void fresh(final GreekLine line) {
        firstStale = line.nextStale;
        line.nextStale = null;
        line.stale = false;
    }

    private void count(final GreekLine line, final int sign) {
        deltaE8 = add(deltaE8, sign * line.deltaE8);
        deltaUpE8 = add(deltaUpE8, sign * line.deltaUpE8);
        deltaDownE8 = add(deltaDownE8, sign * line.deltaDownE8);
        vegaE8 = add(vegaE8, sign * line.vegaE8);
        vegaUpE8 = add(vegaUpE8, sign * line.vegaUpE8);
        vegaDownE8 = add(vegaDownE8, sign * line.vegaDownE8);
    }

    /** Whether net delta would leave its limit farther with so much more at worst to each side; refreshed before. */
    boolean exceedsDelta(final long upE8, final long downE8) {
        return maxDeltaE8 != 0
                && (upE8 > 0 && add(add(deltaE8, deltaUpE8), upE8) > maxDeltaE8
                        || downE8 < 0 && subtract(0, add(add(deltaE8, deltaDownE8), downE8)) > maxDeltaE8);
    }

    /** The same of net vega. */
    boolean exceedsVega(final long upE8, final long downE8) {
        return maxVegaE8 != 0
                && (upE8 > 0 && add(add(vegaE8, vegaUpE8), upE8) > maxVegaE8
                        || downE8 < 0 && subtract(0, add(add(vegaE8, vegaDownE8), downE8)) > maxVegaE8);
    }
}
