package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;

/**
 * The checks that quotes pass, in this order; the first that fails names the reject. Of the message as a whole:
 *
 * <ol>
 *   <li>{@code MALFORMED}: group not 1 to 16, no entries or more than 100, a negative time
 *   <li>{@code UNKNOWN_UNDERLYING}, {@code UNKNOWN_ACCOUNT}
 *   <li>{@code TIMED_OUT}: the command's time has come to {@code validUntilNs}
 *   <li>{@code ACCOUNT_BLOCKED}, {@code ACCOUNT_CLOSE_ONLY}, {@code KILL_SWITCH_ON}, {@code DISK_LOW}, {@code MARGIN_LAGGING}
 *   <li>{@code MMP_NOT_CONFIGURED}
 *   <li>{@code TOO_MANY_REQUESTS}: messages, or sides with a price
 *   <li>{@code ACCOUNT_IN_LIQUIDATION} in the group's currency
 *   <li>{@code INSUFFICIENT_MARGIN}: the account is short of initial margin, positions, orders and reserves counted
 * </ol>
 *
 * Of each side that has a price and lots (of one that has not: the instrument's checks only):
 *
 * <ol>
 *   <li>{@code UNKNOWN_INSTRUMENT}; {@code QUOTE_OUTSIDE_GROUP}: another underlying or settlement currency
 *   <li>{@code NOT_ON_COMBINATIONS}, {@code OPTION_QUOTES_NOT_ALLOWED}
 *   <li>{@code INSTRUMENT_HALTED} by expiry, or what the phase says, as for orders; {@code NO_MARK}, {@code MARKET_DEGRADED}, or a
 *       stale mark, {@code NO_MARK}
 *   <li>{@code BAD_TICK}, {@code BAD_QUANTITY}, {@code PRICE_OUTSIDE_BAND}, {@code ORDER_TOO_LARGE}: as for orders
 *   <li>{@code QUOTES_CROSSED}: both sides of the entry, where bid is not below ask
 *   <li>{@code QUOTE_THROUGH_MARK}
 *   <li>{@code MMP_QUANTITY_EXCEEDED}: more coins than the group's maximum quote quantity; a group has one quote per side and instrument, so
 *       that is all that is open there
 *   <li>{@code POSITION_LIMIT} to {@code GROUP_VEGA_LIMIT}: as for orders, the quote counting as one; quotes that rest do not count
 *   <li>{@code ARITHMETIC_OVERFLOW}: as for orders, with all that the account's groups may quote
 * </ol>
 *
 * <p><b>What a breach can cost.</b> Quotes are not checked against margin. Within a window a group trades less than twice its maximum
 * quote quantity Q: matching stops it with the trade that reaches the quantity limit, which is at most Q, and that trade is at most Q. At
 * most {@code throughMarkE8} (1 %) of that is lost against the mark that the quotes were accepted at, so 2 % of Q, and fees; the reserve of
 * 3 % of Q pays for it, so the account's equity does not fall below what it was without the reserve. What it holds then needs its own
 * initial margin, which may be more than is left: the account can be below initial margin, not below nothing, and gets no further quotes
 * taken until it is above. Not covered are moves of the mark while quotes rest (as with any resting order), and quotes that rest over many
 * windows without a breach: each window may trade as much again until the account, short of margin, is liquidated or takes them off.
 *
 * <p><b>Options.</b> Bought options count nothing in a standard account and sold ones need 10 % and more, so after a breach it could owe
 * premium of the order of Q against a reserve of 3 % of Q. Accounts on standard margin may therefore not quote
 * options, unless the venue's {@code quotes.optionsOnStandardMargin} says that it trusts its market makers.
 */
public final class QuoteLadder {
    private static final int MAX_ENTRIES = 100;
    private static final long HOUR_NS = 3_600_000_000_000L;

    /** Limits have four decimals. */
    private static final long LIMIT_STEP_E8 = 10_000L;

    /** 90 million coins or dollars: 1e-12 of the reserve for them fits. */
    private static final long MAX_LIMIT_E8 = 1L << 53;

    private static final long TO_E12 = 10_000L;

    private final VenueParameters.Quotes parameters;
    private final MarkHistory marks;
    private final TradingState state;
    private final Mirror mirror;
    private final PriceBand band;
    private final RiskControls controls;
    private final int maxMarginLag;
    private long nowNs;
    private Account account;

    /** Stands in for an exposure that is not made yet. */
    private final Exposure empty = new Exposure(null, null);

    private ReservedGroup group;

    /** Checks against the given state. */
    public QuoteLadder(
            final VenueParameters parameters, final MarkHistory marks, final TradingState state, final Mirror mirror) {
        this.parameters = parameters.quotes();
        this.marks = marks;
        this.state = state;
        this.mirror = mirror;
        this.band = new PriceBand(parameters, marks);
        this.controls = mirror.controls();
        this.maxMarginLag = parameters.sequencing().maxMarginLag();
    }

    /** Sets the time of the command that is decided next. */
    public void at(final long commandNs) {
        nowNs = commandNs;
    }

    /**
     * Checks a mass quote as a whole; {@link #checkSide} is for the entries of one that passes.
     *
     * @param sides how many of the entries' sides have a price
     */
    public RejectCode check(
            final int accountId,
            final int underlyingId,
            final int number,
            final int entries,
            final int sides,
            final long validUntilNs,
            final long commandsLag) {
        if (number < 1 || number > Reserves.MAX_NUMBER || entries < 1 || entries > MAX_ENTRIES || validUntilNs < 0) {
            return RejectCode.MALFORMED;
        }
        if (!mirror.reserves().isUnderlying(underlyingId)) {
            return RejectCode.UNKNOWN_UNDERLYING;
        }
        account = mirror.account(accountId);
        if (account == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        if (validUntilNs != 0 && nowNs >= validUntilNs) {
            return RejectCode.TIMED_OUT;
        }
        final RejectCode standing = RiskControls.standing(account, false);
        if (standing != RejectCode.ACCEPTED) {
            return standing;
        }
        if (state.isKilled() || RiskControls.isKilled(account)) {
            return RejectCode.KILL_SWITCH_ON;
        }
        if (state.isDiskLow()) {
            return RejectCode.DISK_LOW;
        }
        if (commandsLag > maxMarginLag) {
            return RejectCode.MARGIN_LAGGING;
        }
        if (!mirror.reserves().isSet(account, underlyingId, number)) {
            return RejectCode.MMP_NOT_CONFIGURED;
        }
        if (!controls.allows(account, RequestKind.MASS_QUOTES, 1, nowNs)
                || !controls.allows(account, RequestKind.QUOTES, sides, nowNs)) {
            return RejectCode.TOO_MANY_REQUESTS;
        }
        group = mirror.reserves().find(account, underlyingId, number);
        if (account.isInLiquidation(group.currency())) {
            return RejectCode.ACCOUNT_IN_LIQUIDATION;
        }
        try {
            return freeE12(group.view) >= 0 ? RejectCode.ACCEPTED : RejectCode.INSUFFICIENT_MARGIN;
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    private long freeE12(final CurrencyView view) {
        return mirror.requirement().freeE12(view, mirror.requirement().ofView(view));
    }

    /**
     * Checks one side of an entry of the mass quote that passed last.
     *
     * @param hasQuote whether it has a price and lots
     * @param crossed  whether the entry's bid is not below its ask
     */
    public RejectCode checkSide(
            final int instrumentId,
            final boolean buy,
            final boolean hasQuote,
            final long priceE8,
            final long lots,
            final boolean crossed) {
        final Instrument instrument = state.instrument(instrumentId);
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (instrument.underlyingId() != group.underlyingId
                || instrument.terms().settlementCurrency() != group.currency()) {
            return RejectCode.QUOTE_OUTSIDE_GROUP;
        }
        if (!instrument.holdsPositions()) {
            return SpotLadder.refusal(instrument);
        }
        if (!hasQuote) {
            return RejectCode.ACCEPTED;
        }
        if (instrument.isOption() && account.isStandard() && !parameters.optionsOnStandardMargin()) {
            return RejectCode.OPTION_QUOTES_NOT_ALLOWED;
        }
        final long expiryNs = instrument.terms().expiryNs();
        if (expiryNs != 0 && nowNs >= expiryNs) {
            return RejectCode.INSTRUMENT_HALTED;
        }
        final RejectCode phase = PhaseRules.entry(state.phase(instrument));
        if (phase != RejectCode.ACCEPTED) {
            return phase;
        }
        final RejectCode trust = marks.check(instrument, false);
        if (trust != RejectCode.ACCEPTED) {
            return trust;
        }
        try {
            return checkTerms(instrument, buy, priceE8, lots, crossed);
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    private RejectCode checkTerms(
            final Instrument instrument,
            final boolean buy,
            final long priceE8,
            final long lots,
            final boolean crossed) {
        if (priceE8 <= 0 || priceE8 % instrument.tickSizeE8() != 0) {
            return RejectCode.BAD_TICK;
        }
        if (lots <= 0) {
            return RejectCode.BAD_QUANTITY;
        }
        if (!band.holds(instrument, priceE8)) {
            return RejectCode.PRICE_OUTSIDE_BAND;
        }
        if (lots > instrument.terms().maxOrderLots() || account.maxOrderLots > 0 && lots > account.maxOrderLots) {
            return RejectCode.ORDER_TOO_LARGE;
        }
        if (crossed) {
            return RejectCode.QUOTES_CROSSED;
        }
        final long markE8 = marks.markE8(instrument);
        if ((buy ? subtract(priceE8, markE8) : subtract(markE8, priceE8)) > throughE8(instrument, markE8)) {
            return RejectCode.QUOTE_THROUGH_MARK;
        }
        if (instrument.coinsE8(lots, priceE8) > group.maxQuoteQuantityE8) {
            return RejectCode.MMP_QUANTITY_EXCEEDED;
        }
        final RejectCode limits = checkExposure(instrument, buy, lots);
        if (limits != RejectCode.ACCEPTED) {
            return limits;
        }
        return isInRange(instrument, buy, priceE8, markE8) ? RejectCode.ACCEPTED : RejectCode.ARITHMETIC_OVERFLOW;
    }

    private RejectCode checkExposure(final Instrument instrument, final boolean buy, final long lots) {
        final Exposure found = account.exposure(instrument.instrumentId());
        return controls.exposure(
                found != null
                        ? found
                        : empty.asEmpty(
                                account.view(
                                        instrument.terms().settlementCurrency().value()),
                                instrument),
                buy,
                lots,
                false);
    }

    /** How much worse than the mark a quote may be, at least a tick. */
    private long throughE8(final Instrument instrument, final long markE8) {
        final long widthE8;
        if (!instrument.isOption()) {
            widthE8 = multiplyDivideFloor(markE8, parameters.throughMarkE8(), E8);
        } else if (instrument.terms().style() == ContractStyle.INVERSE) {
            widthE8 = parameters.throughMarkE8();
        } else {
            widthE8 = multiplyDivideFloor(marks.indexE8(instrument), parameters.throughMarkE8(), E8);
        }
        return Math.max(widthE8, instrument.tickSizeE8());
    }

    private boolean isInRange(final Instrument instrument, final boolean buy, final long priceE8, final long markE8) {
        final long dearE8 = instrument.isInverseFuture() ? Math.min(priceE8, markE8) : Math.max(priceE8, markE8);
        final Exposure exposure = account.exposure(instrument.instrumentId());
        final long quotedLots = Reserves.mostQuotedLots(account, instrument, Math.max(priceE8, markE8));
        long wholeLots = quotedLots;
        if (exposure != null) {
            wholeLots = buy
                    ? add(add(exposure.position, exposure.buyOpenLots), quotedLots)
                    : add(subtract(exposure.sellOpenLots, exposure.position), quotedLots);
        }
        return priceE8 <= NumberRange.MAX_PRICE_E8
                && instrument.valueE12(Math.max(wholeLots, quotedLots), dearE8) <= NumberRange.MAX_ORDERED_E12;
    }

    /**
     * Checks the limits of a group: {@code MALFORMED} (a time outside an hour, a limit that is negative, too large or finer than 0.0001, no
     * maximum quote quantity, a quantity limit above it), {@code UNKNOWN_UNDERLYING}, {@code UNKNOWN_ACCOUNT}; {@code BAD_TERMS} for a
     * currency that no contract on the underlying settles in; {@code MMP_NOT_CONFIGURED} for limits to be removed that are not there;
     * {@code ALREADY_EXISTS} where the group still holds a reserve in another currency; {@code MARGIN_LAGGING}, {@code NO_MARK} of the
     * underlying, {@code ARITHMETIC_OVERFLOW}, and {@code MMP_RESERVE_NOT_FREE}.
     */
    public RejectCode checkLimits(final LimitsRequest limits, final long commandsLag) {
        limits.reserveE12 = 0;
        if (isMalformed(limits)) {
            return RejectCode.MALFORMED;
        }
        if (!mirror.reserves().isUnderlying(limits.underlyingId)) {
            return RejectCode.UNKNOWN_UNDERLYING;
        }
        final Account owner = mirror.account(limits.accountId);
        if (owner == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        if (limits.isInCoin() && !limits.currency.name().equals(limits.underlyingCode)) {
            return RejectCode.BAD_TERMS;
        }
        final ReservedGroup before = mirror.reserves().find(owner, limits.underlyingId, limits.number);
        if (limits.intervalNs == 0 && (before == null || before.maxQuoteQuantityE8 == 0)) {
            return RejectCode.MMP_NOT_CONFIGURED;
        }
        if (before != null && before.heldE12 != 0 && before.currency() != limits.currency) {
            return RejectCode.ALREADY_EXISTS;
        }
        if (limits.intervalNs == 0) {
            return RejectCode.ACCEPTED;
        }
        if (commandsLag > maxMarginLag) {
            return RejectCode.MARGIN_LAGGING;
        }
        if (!limits.isInCoin() && marks.indexOfUnderlyingE8(limits.underlyingId) <= 0) {
            return RejectCode.NO_MARK;
        }
        try {
            limits.reserveE12 = reserveE12(limits);
            final long moreE12 = before == null ? limits.reserveE12 : limits.reserveE12 - before.heldE12;
            final CurrencyView view = owner.view(limits.currency.value());
            return moreE12 <= 0 || freeE12(view) >= moreE12 ? RejectCode.ACCEPTED : RejectCode.MMP_RESERVE_NOT_FREE;
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    private long reserveE12(final LimitsRequest limits) {
        final long coinsE12 = multiplyDivideCeil(limits.maxQuoteQuantityE8, parameters.reserveE8(), TO_E12);
        return limits.isInCoin()
                ? coinsE12
                : multiplyDivideCeil(coinsE12, marks.indexOfUnderlyingE8(limits.underlyingId), E8);
    }

    private static boolean isMalformed(final LimitsRequest limits) {
        final boolean times = isTime(limits.intervalNs) && isTime(limits.frozenNs);
        final boolean values = isLimit(limits.quantityLimitE8)
                && isLimit(limits.deltaLimitE8)
                && isLimit(limits.vegaLimitE8)
                && isLimit(limits.maxQuoteQuantityE8);
        return limits.number < 0
                || limits.number > Reserves.MAX_NUMBER
                || !times
                || !values
                || limits.currency == Currency.NULL_VAL
                || limits.currency == Currency.SBE_UNKNOWN
                || limits.quantityLimitE8 > limits.maxQuoteQuantityE8
                || limits.intervalNs != 0 && limits.maxQuoteQuantityE8 == 0;
    }

    private static boolean isTime(final long timeNs) {
        return timeNs >= 0 && timeNs <= HOUR_NS;
    }

    private static boolean isLimit(final long valueE8) {
        return valueE8 >= 0 && valueE8 <= MAX_LIMIT_E8 && valueE8 % LIMIT_STEP_E8 == 0;
    }

    /** Checks that a group can be reset or, by number 0 as well, be found. */
    public RejectCode checkReset(final int accountId, final int underlyingId, final int number) {
        if (number < 0 || number > Reserves.MAX_NUMBER) {
            return RejectCode.MALFORMED;
        }
        if (!mirror.reserves().isUnderlying(underlyingId)) {
            return RejectCode.UNKNOWN_UNDERLYING;
        }
        final Account owner = mirror.account(accountId);
        if (owner == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        return mirror.reserves().isSet(owner, underlyingId, number)
                ? RejectCode.ACCEPTED
                : RejectCode.MMP_NOT_CONFIGURED;
    }

    /** Checks a cancel of quotes, which passes where it names what there is. */
    public RejectCode checkCancel(
            final int accountId, final int underlyingId, final int instrumentId, final int number) {
        if (number < 0 || number > Reserves.MAX_NUMBER) {
            return RejectCode.MALFORMED;
        }
        if (instrumentId != 0 && state.instrument(instrumentId) == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (underlyingId != 0 && !mirror.reserves().isUnderlying(underlyingId)) {
            return RejectCode.UNKNOWN_UNDERLYING;
        }
        return mirror.account(accountId) == null ? RejectCode.UNKNOWN_ACCOUNT : RejectCode.ACCEPTED;
    }
}
