package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.RejectCode;

/**
 * What one account would trade in several instruments at once, each like an order that is sure to trade. No instrument is in it twice, so
 * that what each adds to a requirement adds up. Filled anew for each check; changes no state.
 */
final class LegOrders {
    private final Ladder ladder;
    private final Requirement requirement;
    private final Instrument[] instruments = new Instrument[BlockRequest.MAX_LEGS];
    private final boolean[] buys = new boolean[BlockRequest.MAX_LEGS];
    private final long[] lots = new long[BlockRequest.MAX_LEGS];
    private final long[] pricesE8 = new long[BlockRequest.MAX_LEGS];

    /** Stands in for an exposure that is not made yet; the ladder's own may be what it checks. */
    private final Exposure empty = new Exposure(null, null);

    private int count;
    private boolean split;

    LegOrders(final Ladder ladder, final Requirement requirement) {
        this.ladder = ladder;
        this.requirement = requirement;
    }

    /**
     * Begins anew.
     *
     * @param legsOfOne whether these are legs of one combination, whose prices may be others as long as they sum to the same
     */
    void clear(final boolean legsOfOne) {
        count = 0;
        split = legsOfOne;
    }

    void leg(final Instrument instrument, final boolean buy, final long legLots, final long priceE8) {
        instruments[count] = instrument;
        buys[count] = buy;
        lots[count] = legLots;
        pricesE8[count] = priceE8;
        count++;
    }

    /** {@code POSITION_LIMIT} of the first leg that would exceed it, else which limit of Greeks all legs together would leave. */
    RejectCode checkExposure(final Account account) {
        final RiskControls controls = ladder.controls();
        for (int i = 0; i < count; i++) {
            final Exposure found = account.exposure(instruments[i].instrumentId());
            final Exposure exposure = found != null ? found : empty.asEmpty(null, instruments[i]);
            if (controls.positions.isExceeded(exposure, buys[i], lots[i])) {
                return RejectCode.POSITION_LIMIT;
            }
        }
        if (count == 0 || account.greeks == null && account.group == null) {
            return RejectCode.ACCEPTED;
        }
        controls.greekLimits.begin(account, instruments[0].underlyingId());
        for (int i = 0; i < count; i++) {
            controls.greekLimits.with(instruments[i], buys[i], lots[i]);
        }
        return controls.greekLimits.code();
    }

    /**
     * {@code ARITHMETIC_OVERFLOW} where a leg would leave amounts that margin cannot count with, {@code INSUFFICIENT_MARGIN} where the
     * account does not have what all of them need in a currency, else {@code ACCEPTED}.
     *
     * @param reserve how many times a leg's lots have to be in range, for prices that may still move
     */
    RejectCode check(final Account account, final int reserve) {
        if (account.isCross()) {
            return checkAll(account, reserve);
        }
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            final CurrencyView view = account.view(currency);
            final PortfolioRequirement portfolio =
                    view.portfolio == null ? null : requirement.portfolio().trying(view, requirement.epochOf(view));
            long addedE12 = 0;
            boolean any = false;
            for (int i = 0; i < count; i++) {
                if (instruments[i].terms().settlementCurrency() != view.currency) {
                    continue;
                }
                any = true;
                final Exposure exposure = ladder.exposure(account, instruments[i]);
                if (!ladder.isInRange(exposure, buys[i], reserve * lots[i], pricesE8[i])) {
                    return RejectCode.ARITHMETIC_OVERFLOW;
                }
                if (portfolio != null) {
                    portfolio.with(instruments[i], buys[i], lots[i], pricesE8[i], split);
                    continue;
                }
                final long withLegE12 = requirement.standard().with(exposure, buys[i], lots[i], pricesE8[i], split);
                addedE12 = add(addedE12, subtract(withLegE12, requirement.ofView(view)));
            }
            if (!any) {
                continue;
            }
            final long requiredE12 =
                    portfolio == null ? add(requirement.ofView(view), addedE12) : portfolio.requiredE12();
            if (requirement.freeE12(view, requiredE12) < 0) {
                return RejectCode.INSUFFICIENT_MARGIN;
            }
        }
        return RejectCode.ACCEPTED;
    }

    /** Where one margin is over all currencies, what all legs need together. */
    private RejectCode checkAll(final Account account, final int reserve) {
        if (count == 0) {
            return RejectCode.ACCEPTED;
        }
        for (int i = 0; i < count; i++) {
            final Exposure exposure = ladder.exposure(account, instruments[i]);
            if (!ladder.isInRange(exposure, buys[i], reserve * lots[i], pricesE8[i])) {
                return RejectCode.ARITHMETIC_OVERFLOW;
            }
        }
        final CurrencyView any = account.view(1);
        final long required = any.portfolio == null ? ofStandardE8(account) : ofPortfolioE8(any);
        return requirement.freeE12(any, required) < 0 ? RejectCode.INSUFFICIENT_MARGIN : RejectCode.ACCEPTED;
    }

    private long ofPortfolioE8(final CurrencyView any) {
        final PortfolioRequirement portfolio = requirement.portfolio().trying(any, requirement.epochOf(any));
        for (int i = 0; i < count; i++) {
            portfolio.with(instruments[i], buys[i], lots[i], pricesE8[i], split);
        }
        return portfolio.requiredE12();
    }

    private long ofStandardE8(final Account account) {
        long requiredE8 = requirement.ofView(account.view(1));
        for (int i = 0; i < count; i++) {
            final Exposure exposure = ladder.exposure(account, instruments[i]);
            final long withLegE12 = requirement.standard().with(exposure, buys[i], lots[i], pricesE8[i], split);
            final long addedE12 = subtract(withLegE12, requirement.standard().ofView(exposure.view));
            requiredE8 =
                    add(requiredE8, requirement.cross().dollarsE8(account, exposure.view.currency.value(), addedE12));
        }
        return requiredE8;
    }
}
