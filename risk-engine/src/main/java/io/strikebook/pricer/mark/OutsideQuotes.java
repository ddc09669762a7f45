package io.strikebook.pricer.mark;

/**
 * Which listed options are marked far outside what is bid and offered for them: by more than three points of volatility and a tick beyond the
 * bid or the offer. It ends within two points, as {@link Distrust} says, so that quotes that come and go make no flood of messages. Where the whole surface is rejected nobody's mark is looked at. Allocates nothing.
 */
final class OutsideQuotes {
    /** In volatility: where it begins, and where it ends. */
    private static final double FAR = 0.03;

    private static final double NEAR = 0.02;

    private final MarketTable table;

    OutsideQuotes(final MarketTable table) {
        this.table = table;
    }

    /** Looks at an option that its chain has just valued; whether its mark is to be flagged. */
    boolean refresh(final Market market, final long priceE8, final long timeNs) {
        final boolean was = market.outside != Distrust.NONE;
        final double beyond = isBeyondTick(market, priceE8) ? market.chain.beyondQuotes(market.row) : 0;
        final boolean wrong = was ? beyond >= NEAR : beyond > FAR && !market.chain.isSurfaceRejected();
        final long next = market.chain.rule.next(market.outside, wrong, timeNs);
        if (next != market.outside) {
            market.outside = next;
            table.touch(market);
        }
        market.chain.dueAt(market.chain.rule.dueNs(next));
        final boolean is = next != Distrust.NONE;
        if (is && !was) {
            market.expiry.outside++;
            market.expiry.newlyOutside++;
        } else if (was && !is) {
            market.expiry.outside--;
        }
        return is;
    }

    private static boolean isBeyondTick(final Market market, final long priceE8) {
        final long tickE8 = market.terms().tickSizeE8();
        return market.bidE8() != Market.NONE && priceE8 < market.bidE8() - tickE8
                || market.askE8() != Market.NONE && priceE8 > market.askE8() + tickE8;
    }
}
