package io.strikebook.common.instrument;

import io.strikebook.common.margin.NumberRange;

/**
 * Splits the price of a combination over its legs, so that prices times ratios sum to it exactly:
 *
 * <ol>
 *   <li>each leg has its mark;
 *   <li>what the price differs by from the sum of those is added to one leg: of those with a ratio of 1 or -1 the one with the highest
 *       mark, or the first of them;
 *   <li>where that would take it below its floor, which is nothing for options and half the mark for futures, it stays there, and the other
 *       legs, in their order, take over as much of the rest as their floors allow, in steps of their ratios away from nothing;
 *   <li>what such a step took too much goes back to the first leg, upwards.
 * </ol>
 *
 * Where every leg is bought and the price is less than all floors together, which no accepted order asks for, the first leg takes the rest
 * all the same. Prices are 1e-8; one instance is filled anew for each split. Single-threaded.
 */
public final class LegPrices {
    private final long[] pricesE8 = new long[ComboLegs.MAX];
    private final long[] floorsE8 = new long[ComboLegs.MAX];

    /** Sets the mark of a leg, counted from 0, from which the next split starts. */
    public void mark(final ComboLegs legs, final int leg, final long markE8) {
        final boolean option = legs.leg(leg).isOption();
        final long boundedE8 = Math.max(option ? 0 : 2, Math.min(markE8, NumberRange.MAX_PRICE_E8));
        pricesE8[leg] = boundedE8;
        floorsE8[leg] = option ? 0 : boundedE8 / 2;
    }

    /** Price of a leg: its mark, and after a split what it trades at. */
    public long priceE8(final int leg) {
        return pricesE8[leg];
    }

    /** What the combination is worth at the prices of its legs. */
    public long sumE8(final ComboLegs legs) {
        long sumE8 = 0;
        for (int i = 0; i < legs.count(); i++) {
            sumE8 += legs.ratio(i) * pricesE8[i];
        }
        return sumE8;
    }

    /** Moves the prices of the legs, all of which have their mark, to what they are at a price of the combination. */
    public void split(final ComboLegs legs, final long priceE8) {
        final int first = highestUnit(legs);
        long restE8 = take(legs, first, priceE8 - sumE8(legs));
        final boolean more = restE8 > 0;
        for (int i = 0; i < legs.count() && restE8 != 0 && restE8 > 0 == more; i++) {
            restE8 = i == first ? restE8 : take(legs, i, restE8);
        }
        pricesE8[first] += restE8 * legs.ratio(first);
    }

    private int highestUnit(final ComboLegs legs) {
        int highest = -1;
        for (int i = 0; i < legs.count(); i++) {
            if (Math.abs(legs.ratio(i)) == 1 && (highest < 0 || pricesE8[i] > pricesE8[highest])) {
                highest = i;
            }
        }
        return highest;
    }

    /** Moves the price of one leg towards what is left to be split; returns what is left then, of the other sign where it was too much. */
    private long take(final ComboLegs legs, final int leg, final long restE8) {
        final int ratio = legs.ratio(leg);
        final long stepsE8 = Math.ceilDiv(Math.abs(restE8), Math.abs(ratio));
        final long wantedE8 = pricesE8[leg] + (restE8 > 0 == ratio > 0 ? stepsE8 : -stepsE8);
        final long movedE8 = Math.max(floorsE8[leg], wantedE8);
        final long leftE8 = restE8 - ratio * (movedE8 - pricesE8[leg]);
        pricesE8[leg] = movedE8;
        return leftE8;
    }
}
