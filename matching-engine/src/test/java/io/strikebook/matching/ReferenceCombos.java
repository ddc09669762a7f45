package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;

/** Combinations, once more: prices of legs by the words of the rule. */
final class ReferenceCombos {
    private static final long LARGEST = 1L << 49;

    private final ReferenceMatching matching;
    private final ReferenceImplied implied;
    private final ReferenceImpliedTops tops;
    private boolean timePassed;
    private final List<Integer> listed = new ArrayList<>();

    ReferenceCombos(final ReferenceMatching matching) {
        this.matching = matching;
        this.implied = new ReferenceImplied(matching, this);
        this.tops = new ReferenceImpliedTops(matching, implied);
    }

    /** What follows from what was done so far. */
    void settle() {
        matching.links().settle();
        implied.settle();
    }

    /** A tick, or an epoch of marks. */
    void timePassed() {
        timePassed = true;
    }

    /** Ends a command. */
    void end() {
        if (timePassed) {
            tops.publish(listed, matching.nowNs());
            timePassed = false;
        }
    }

    /** Their trades with their legs. */
    ReferenceImplied implied() {
        return implied;
    }

    List<Integer> listed() {
        return listed;
    }

    void list(final int combo) {
        listed.add(combo);
        final ComboLegs legs = ComboCommands.legs(combo);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < legs.count(); i++) {
            text.append(' ')
                    .append(legs.ratio(i))
                    .append('x')
                    .append(legs.leg(i).instrumentId());
        }
        matching.say(BlockEventText.combo(combo, text.toString()));
    }

    /** Tells a copy whether an order of an instrument trades with legs, and returns the instruments whose orders it may meet. */
    List<Integer> giveTo(final ReferenceCombos copy, final int instrument) {
        final boolean active = ComboCommands.isOne(instrument) && implied.isActive(instrument);
        copy.implied.give(active);
        final List<Integer> met = new ArrayList<>(List.of(instrument));
        if (active) {
            met.addAll(ReferenceImplied.legIds(instrument));
        }
        return met;
    }

    /** Why no order of a combination is taken. */
    RejectCode entry(final int combo) {
        final List<Integer> instruments = new ArrayList<>(List.of(combo));
        final ComboLegs legs = ComboCommands.legs(combo);
        for (int i = 0; i < legs.count(); i++) {
            instruments.add(legs.leg(i).instrumentId());
        }
        for (final int instrument : instruments) {
            final RejectCode code = matching.phases().own(instrument);
            if (code != RejectCode.ACCEPTED) {
                return code;
            }
            if (matching.phases().phase(instrument) != InstrumentPhase.OPEN) {
                return RejectCode.NOT_IN_AUCTION;
            }
        }
        return RejectCode.ACCEPTED;
    }

    /** What a fill is in the legs. */
    void traded(
            final long tradeId,
            final ReferenceMatching.Entry taker,
            final ReferenceMatching.Entry maker,
            final long price,
            final long lots) {
        final ComboLegs legs = ComboCommands.legs(taker.instrument);
        final long[] prices = split(legs, price);
        for (int i = 0; i < legs.count(); i++) {
            final int instrument = legs.leg(i).instrumentId();
            final long bought = (taker.side == Side.BUY ? lots : -lots) * legs.ratio(i);
            matching.touch(instrument);
            matching.positions().move(taker.account, instrument, bought);
            matching.positions().move(maker.account, instrument, -bought);
            matching.statistics().tradedOutside(instrument, prices[i], Math.abs(bought));
            matching.say(BlockEventText.leg(
                    tradeId,
                    taker.instrument,
                    i,
                    instrument,
                    taker.account,
                    maker.account,
                    bought > 0 ? Side.BUY : Side.SELL,
                    prices[i],
                    Math.abs(bought)));
        }
    }

    private long[] split(final ComboLegs legs, final long price) {
        final long[] prices = new long[legs.count()];
        final long[] floors = new long[legs.count()];
        int first = -1;
        for (int i = 0; i < prices.length; i++) {
            final boolean option = legs.leg(i).isOption();
            prices[i] = Math.min(
                    LARGEST,
                    Math.max(
                            option ? 0 : 2, matching.quotes().markOf(legs.leg(i).instrumentId())));
            floors[i] = option ? 0 : prices[i] / 2;
            if (Math.abs(legs.ratio(i)) == 1 && (first < 0 || prices[i] > prices[first])) {
                first = i;
            }
        }
        final long before = rest(legs, prices, price);
        prices[first] = Math.max(floors[first], prices[first] + before * legs.ratio(first));
        for (int i = 0; i < prices.length; i++) {
            final long rest = rest(legs, prices, price);
            if (i != first && rest != 0 && rest > 0 == before > 0) {
                final long ratio = legs.ratio(i);
                long steps = rest / ratio;
                if (steps * ratio != rest) {
                    steps += rest > 0 == ratio > 0 ? 1 : -1;
                }
                prices[i] = Math.max(floors[i], prices[i] + steps);
            }
        }
        prices[first] += rest(legs, prices, price) * legs.ratio(first);
        return prices;
    }

    private static long rest(final ComboLegs legs, final long[] prices, final long price) {
        long rest = price;
        for (int i = 0; i < prices.length; i++) {
            rest -= legs.ratio(i) * prices[i];
        }
        return rest;
    }

    long hash() {
        long hash = tops.hash();
        for (final int combo : listed) {
            hash += StateHash.of(
                    OrderBook.LEGS_HASH_KIND, combo, ComboCommands.legs(combo).hash(), 0, 0);
        }
        return hash;
    }
}
