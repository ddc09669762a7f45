package io.strikebook.pricer;

import static io.strikebook.pricer.MarketFeed.DAY_NS;
import static io.strikebook.pricer.MarketFeed.E8;
import static io.strikebook.pricer.MarketFeed.NONE;
import static io.strikebook.pricer.MarketFeed.START_NS;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.pricing.black.Black76;

/** A pricer and options of three expiries, to be quoted on a smile. */
abstract class QuotedChain {
    static final VenueParameters.Marks MARKS = VenueParameters.defaults().marks();
    static final int[] DAYS = {7, 30, 90};
    static final int STRIKES = 13;
    static final double FORWARD = 90_000;
    /** A coarse tick and half the spread, in coin. */
    static final double HALF_SPREAD = 0.0004;

    final PricerBench bench = new PricerBench(VenueParameters.defaults());
    final MarketFeed feed = bench.feed;

    /** Calls have odd ids, puts even ones; expiry by expiry, strike by strike. */
    static int id(final int expiry, final int strike, final boolean call) {
        return 1 + 2 * (expiry * STRIKES + strike) + (call ? 0 : 1);
    }

    static long strike(final int index) {
        return 60_000 + 5_000L * index;
    }

    static double smile(final int expiry, final int strike) {
        final double k = Math.log(strike(strike) / FORWARD);
        return 0.55 - 0.02 * expiry + (0.3 * k * k - 0.08 * k) / Math.sqrt(1 + expiry);
    }

    double years(final int expiry) {
        return (START_NS + DAYS[expiry] * DAY_NS - feed.timeNs) / (365.0 * DAY_NS);
    }

    double coins(final int expiry, final int strike, final boolean call, final double forward) {
        return Black76.price(call, forward, strike(strike), years(expiry), smile(expiry, strike)) / forward;
    }

    void describe() {
        for (int e = 0; e < DAYS.length; e++) {
            for (int s = 0; s < STRIKES; s++) {
                for (final boolean call : new boolean[] {true, false}) {
                    final String symbol = "BTC-" + DAYS[e] + "-" + strike(s) + (call ? "-C" : "-P");
                    feed.described(
                            id(e, s, call), MarketFeed.option(symbol, call, strike(s), START_NS + DAYS[e] * DAY_NS));
                }
            }
        }
        feed.constituent(1, 1, (long) (FORWARD * E8));
        pass();
        pass();
        pass();
    }

    void pass() {
        feed.timeNs += MARKS.epochIntervalNs();
        feed.trade(999, E8);
        bench.run();
    }

    void quote(final int expiry, final int strike, final boolean call, final double forward) {
        final double middle = coins(expiry, strike, call, forward);
        feed.ticker(
                id(expiry, strike, call),
                middle > HALF_SPREAD ? Math.round((middle - HALF_SPREAD) * 1e8) : NONE,
                Math.round((middle + HALF_SPREAD) * 1e8),
                NONE,
                NONE,
                NONE,
                NONE);
    }

    void quoteAll(final double forward, final int unquotedExpiry, final int unquotedStrike) {
        for (int e = 0; e < DAYS.length; e++) {
            for (int s = 0; s < STRIKES; s++) {
                if (e != unquotedExpiry && s != unquotedStrike) {
                    quote(e, s, true, forward);
                    quote(e, s, false, forward);
                }
            }
        }
        pass();
    }

    PricerBench.Mark mark(final int expiry, final int strike, final boolean call) {
        return bench.marks.get(listedId(expiry, strike, call));
    }

    /** Listings are granted in the order of description. */
    static int listedId(final int expiry, final int strike, final boolean call) {
        return id(expiry, strike, call);
    }
}
