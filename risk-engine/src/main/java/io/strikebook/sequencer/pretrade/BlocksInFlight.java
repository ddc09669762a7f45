package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;
import java.util.Arrays;

/**
 * Block trades, and forced trades, that matching has not answered: each side of each leg counts like an order that is sure to trade. Answered, what traded
 * counts until the account's state covers it, as a fill of an order that is gone does; refused, nothing is left.
 */
public final class BlocksInFlight {
    private final Mirror mirror;
    private final OrderVersions versions;

    /** Sides of legs, in no order that anything depends on; they are looked for by their numbers. */
    private OrderVersion[] sides = new OrderVersion[4 * BlockRequest.MAX_LEGS];

    private int count;

    BlocksInFlight(final Mirror mirror, final OrderVersions versions) {
        this.mirror = mirror;
        this.versions = versions;
    }

    /** One leg, counted from 0, of an accepted block trade of the given command. */
    public void accept(
            final long sequence,
            final int leg,
            final Account buyer,
            final Account seller,
            final Instrument instrument,
            final long priceE8,
            final long lots) {
        add(append(sequence, leg, mirror.exposure(buyer, instrument), true, priceE8, lots));
        add(append(sequence, leg, mirror.exposure(seller, instrument), false, priceE8, lots));
    }

    private OrderVersion append(
            final long sequence,
            final int leg,
            final Exposure exposure,
            final boolean buy,
            final long priceE8,
            final long lots) {
        return versions.append(null, exposure, LegNumbers.of(sequence, leg, buy), buy, priceE8, lots, lots, lots);
    }

    /** Part of loading a snapshot: a version that is one of these where it can still fill without an order. */
    void restore(final OrderVersion version) {
        if (version.order == null && version.openLots > 0) {
            add(version);
        }
    }

    private void add(final OrderVersion version) {
        if (count == sides.length) {
            sides = Arrays.copyOf(sides, 2 * count);
        }
        sides[count++] = version;
    }

    /** A leg traded, in the group of its command. */
    public void onFill(final long sequence, final int leg, final long lots) {
        traded(sequence, LegNumbers.of(sequence, leg, true), lots);
        traded(sequence, LegNumbers.of(sequence, leg, false), lots);
    }

    private void traded(final long sequence, final long number, final long lots) {
        final OrderVersion side = take(number);
        if (side == null || side.openLots != lots) {
            throw new IllegalStateException("executions group " + sequence + " trades " + lots
                    + " lots of a block trade that the sequencer does not have");
        }
        mirror.tradedAll(sequence, side);
    }

    private OrderVersion take(final long number) {
        for (int i = 0; i < count; i++) {
            if (sides[i].sequence == number) {
                return takeAt(i);
            }
        }
        return null;
    }

    private OrderVersion takeAt(final int index) {
        final OrderVersion taken = sides[index];
        sides[index] = sides[--count];
        sides[count] = null;
        return taken;
    }

    /** Margin has answered a command: of forced trades those that matching left out are gone. */
    public void ended(final long sequence) {
        if (count > 0) {
            onRefused(sequence);
        }
    }

    /** Matching refused what the given command asked for, or there was nothing: the sequencer had refused it. */
    public void onRefused(final long sequence) {
        for (int i = count - 1; i >= 0; i--) {
            if (LegNumbers.sequenceOf(sides[i].sequence) == sequence) {
                versions.detach(takeAt(i));
            }
        }
    }
}
