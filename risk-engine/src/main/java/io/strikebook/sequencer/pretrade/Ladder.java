package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.add;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.Currencies;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.common.venue.TradingDay;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/**
 * The checks that an order passes before it becomes a command, in this order; the first that fails names the reject:
 *
 * <ol>
 *   <li>{@code MALFORMED}: see {@link OrderForm}
 *   <li>{@code UNKNOWN_INSTRUMENT}, {@code UNKNOWN_ACCOUNT}, and for cancels and replaces {@code UNKNOWN_ORDER}
 *   <li>{@code TIMED_OUT}: the command's time has come to the request's {@code validUntilNs}; {@code EXPIRED_ALREADY}: or to the end of a
 *       good-til-date order
 *   <li>{@code ACCOUNT_BLOCKED}, or {@code ACCOUNT_CLOSE_ONLY} where it is not flagged reduce-only
 *   <li>{@code ACCOUNT_IN_LIQUIDATION} in the instrument's settlement currency, or the base currency of spot
 *   <li>{@code KILL_SWITCH_ON} of the venue, the account or its risk group, {@code INSTRUMENT_HALTED} because the command's time has come to its expiry;
 *       {@code INSTRUMENT_HALTED}, {@code INSTRUMENT_IN_SETTLEMENT}, {@code INSTRUMENT_IS_CLOSED} by its phase, as far as it is known (see
 *       {@link TradingState}); {@code DISK_LOW}
 *   <li>{@code MARGIN_LAGGING}: margin is too many commands behind; not for orders that only reduce
 *   <li>{@code NO_MARK} of the instrument or index price of its underlying; {@code MARKET_DEGRADED}: the pricer does not trust the
 *       underlying's market data; {@code NO_MARK}: the newest of either is flagged stale. The last two not for orders that only reduce
 *   <li>{@code NOT_IN_AUCTION}: a new order that cannot wait, while orders only collect (see {@link PhaseRules}); matching knows more of
 *       phases than what is reported, and may still find so, also of orders whose trigger fired
 *   <li>{@code NOT_ON_COMBINATIONS}, {@code NOT_ON_SPOT}: a reduce-only or protected order of a combination, see {@link ComboLadder}, or in
 *       spot, see {@link SpotLadder}
 *   <li>{@code BAD_TICK}: limit price not a multiple of the tick, or not positive, though no leg of a combination is sold
 *   <li>{@code BAD_QUANTITY}: not positive
 *   <li>{@code PRICE_OUTSIDE_BAND}: see {@link PriceBand}; where the venue clamps, a future's price that is too good for others goes by the
 *       band's edge instead, here and in all that follows
 *   <li>{@code ORDER_TOO_LARGE} for the instrument or the account
 *   <li>{@code ORDER_VALUE_TOO_LARGE}, {@code PRICE_TOO_FAR}: see {@link OrderLimits}
 *   <li>{@code TOO_MANY_REQUESTS}: see {@link RateLimits}
 *   <li>{@code TOO_MANY_OPEN_ORDERS}: new orders only
 *   <li>{@code POSITION_LIMIT}: see {@link PositionLimits}; of a combination each leg in turn
 *   <li>{@code DELTA_LIMIT}, {@code VEGA_LIMIT}, {@code GROUP_DELTA_LIMIT}, {@code GROUP_VEGA_LIMIT}: see {@link GreekLimits}; not of
 *       reduce-only orders, so that a position can always be closed
 *   <li>{@code MMP_NOT_CONFIGURED}, {@code QUOTE_OUTSIDE_GROUP}, {@code MMP_QUANTITY_EXCEEDED}: orders flagged for market-maker protection
 *       only, whose open lots on one side count together
 *   <li>{@code REDUCE_ONLY_WOULD_INCREASE} the position that executions have reported
 *   <li>{@code DUPLICATE_CLIENT_ORDER_ID}: new orders only
 *   <li>{@code BAD_DISPLAY}: an iceberg shows less than the venue's minimum or more than the order (new orders only), or hides 100 times
 *       as much as it shows
 *   <li>{@code ARITHMETIC_OVERFLOW}: the position with every open order of the side and this one, or this one alone, would be worth more
 *       than {@link NumberRange#MAX_ORDERED_E12} at the dearer of limit and mark, or the limit is above
 *       {@link NumberRange#MAX_PRICE_E8}; also where any other check overflows
 *   <li>{@code INSUFFICIENT_MARGIN}: margin balance - re-mark threshold - initial margin of positions - requirement of all orders with
 *       this one is negative. Reduce-only orders whose side's open orders together do not exceed the position pass even so: of a standard
 *       account where they sell options, which can cost nothing, or where what they and all other orders would pay (loss against the mark,
 *       premium, fee) leaves at least the maintenance margin of what remains, hence never less than nothing: closing far from the mark must
 *       not move money that is not there; under portfolio margin, where an option may be a hedge, where the initial margin of positions
 *       falls by more than they pay. {@code INSUFFICIENT_FUNDS}: an order in spot would pay what is not free, see {@link SpotLadder}. Replaces that shrink the newest version at its price pass this check and the one before
 *   <li>{@code CAPACITY_EXCEEDED} of the venue
 * </ol>
 *
 * Replaces: see {@link ReplaceLadder}; orders that wait for a trigger: {@link TriggerLadder}. A cancel whose order is known always passes. Nothing here changes state.
 */
public final class Ladder {
    /** An iceberg hides fewer times what it shows. */
    private static final long HIDDEN_PER_SHOWN = 100;

    private final MarkHistory marks;
    private final TradingState state;
    private final Mirror mirror;
    private final PriceBand band;
    private final ComboLadder combos;
    private final SpotLadder spot;
    private final RiskControls controls;
    private final ProtectedOrders flagged;
    private final int maxMarginLag;
    private final long minDisplayLots;

    /** Stands in for an exposure that is not made yet. */
    private final Exposure empty = new Exposure(null, null);

    long priceE8;
    long expireNs;
    private long nowNs;

    /** Checks against the given state. */
    public Ladder(
            final VenueParameters parameters, final MarkHistory marks, final TradingState state, final Mirror mirror) {
        this.marks = marks;
        this.state = state;
        this.mirror = mirror;
        this.band = new PriceBand(parameters, marks);
        this.maxMarginLag = parameters.sequencing().maxMarginLag();
        this.combos = new ComboLadder(this, state, mirror);
        this.spot = new SpotLadder(mirror);
        this.controls = mirror.controls();
        this.flagged = new ProtectedOrders(mirror.reserves());
        this.minDisplayLots = parameters.preTrade().minDisplayLots();
    }

    /** Price that the order last checked goes by: its limit, or for a market order the edge of the band, 0 where unknown. */
    public long priceE8() {
        return priceE8;
    }

    /** When the order last checked ends: as asked for, or, good-til-day, at the end of the day. */
    public long expireNs() {
        return expireNs;
    }

    RiskControls controls() {
        return controls;
    }

    ComboLadder combos() {
        return combos;
    }

    ProtectedOrders flagged() {
        return flagged;
    }

    /** Sets the time of the command that is decided next. */
    public void at(final long commandNs) {
        nowNs = commandNs;
    }

    /** Whether the flags of an order, as encoded, say reduce-only. */
    public static boolean isReduceOnly(final int flags) {
        return (flags & OrderForm.REDUCE_ONLY) != 0;
    }

    /**
     * Checks a new order.
     *
     * @param commandsLag how many commands margin is behind
     */
    public RejectCode checkNew(final OrderRequest order, final long commandsLag) {
        priceE8 = order.limitE8;
        expireNs = order.expireNs;
        if (OrderForm.isMalformed(order)) {
            return RejectCode.MALFORMED;
        }
        final Instrument instrument = state.instrument(order.instrumentId);
        final Account account = mirror.account(order.accountId);
        final boolean buy = order.side == Side.BUY;
        final boolean reduceOnly = isReduceOnly(order.flags);
        final RejectCode gate = checkGates(instrument, account, order, reduceOnly, commandsLag);
        if (gate != RejectCode.ACCEPTED) {
            return gate;
        }
        final RejectCode flags = SpotLadder.checkFlags(instrument, order.flags);
        if (flags != RejectCode.ACCEPTED) {
            return flags;
        }
        if (PhaseRules.collects(state.phase(instrument)) && !PhaseRules.canWait(order.type, order.timeInForce)) {
            return RejectCode.NOT_IN_AUCTION;
        }
        try {
            final long lots = order.lots;
            final boolean market = order.type != OrderType.LIMIT;
            if (market) {
                priceE8 = edgeE8(instrument, buy);
            }
            final RejectCode terms = checkTerms(instrument, account, buy, lots, market);
            if (terms != RejectCode.ACCEPTED) {
                return terms;
            }
            final Exposure exposure = exposure(account, instrument);
            final RejectCode room = checkRoom(exposure, buy, lots, reduceOnly);
            if (room != RejectCode.ACCEPTED) {
                return room;
            }
            if ((order.flags & OrderForm.MMP) != 0) {
                final RejectCode protection = flagged.check(exposure, buy, lots, priceE8, null);
                if (protection != RejectCode.ACCEPTED) {
                    return protection;
                }
            }
            if (reduceOnly && wouldIncrease(exposure, buy, lots)) {
                return RejectCode.REDUCE_ONLY_WOULD_INCREASE;
            }
            if (mirror.order(account, order.clientOrderId) != null) {
                return RejectCode.DUPLICATE_CLIENT_ORDER_ID;
            }
            if (order.displayLots != 0 && !canDisplay(order.displayLots, lots)) {
                return RejectCode.BAD_DISPLAY;
            }
            return checkMargin(exposure, buy, lots, reduceOnly && onlyReduces(exposure, buy, lots, null), null);
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    /** Rate of requests, number of orders, position and Greeks of a new order. */
    private RejectCode checkRoom(
            final Exposure exposure, final boolean buy, final long lots, final boolean reduceOnly) {
        final Account account = exposure.view.account;
        final RejectCode another = checkAnother(account, exposure.instrument);
        if (another != RejectCode.ACCEPTED) {
            return another;
        }
        return exposure.instrument.isCombo()
                ? combos.checkExposure(account, exposure.instrument, buy, lots)
                : controls.exposure(exposure, buy, lots, reduceOnly);
    }

    /** Whether the account may send another order, and have it. */
    RejectCode checkAnother(final Account account, final Instrument instrument) {
        if (!controls.allows(account, SpotLadder.requestKind(instrument), 1, nowNs)) {
            return RejectCode.TOO_MANY_REQUESTS;
        }
        return account.openOrders >= account.maxOpenOrders ? RejectCode.TOO_MANY_OPEN_ORDERS : RejectCode.ACCEPTED;
    }

    static boolean isTooLarge(final Instrument instrument, final Account account, final long lots) {
        if (lots > instrument.terms().maxOrderLots()) {
            return true;
        }
        final long mostLots = instrument.isCombo() ? lots * instrument.legs().largestRatio() : lots;
        return account.maxOrderLots > 0 && mostLots > account.maxOrderLots;
    }

    /**
     * Checks a withdrawal of a known account that is not blocked, in the ledger's units. Margin checks it against positions at the newest marks, so that the
     * re-mark threshold is kept free for orders only.
     */
    public RejectCode checkWithdrawal(
            final Account account, final Currency currency, final long amount, final long commandsLag) {
        if (account.standing == AccountStanding.BLOCKED) {
            return RejectCode.ACCOUNT_BLOCKED;
        }
        if (account.isInLiquidation(currency)) {
            return RejectCode.ACCOUNT_IN_LIQUIDATION;
        }
        if (state.isDiskLow()) {
            return RejectCode.DISK_LOW;
        }
        if (commandsLag > maxMarginLag) {
            return RejectCode.MARGIN_LAGGING;
        }
        try {
            final CurrencyView view = account.view(currency.value());
            final long amountE12 = multiply(amount, Currencies.unitE12(currency));
            return mirror.requirement().coversWithdrawal(view, mirror.pairedRequirement(), amountE12)
                    ? RejectCode.ACCEPTED
                    : RejectCode.INSUFFICIENT_FUNDS;
        } catch (final FixedPointOverflowException overflow) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
    }

    /** The exposure of an account to an instrument; where there is none, an empty one, which is another's at the next call. */
    Exposure exposure(final Account account, final Instrument instrument) {
        final Exposure found = account.exposure(instrument.instrumentId());
        return found != null
                ? found
                : empty.asEmpty(
                        account.view(instrument.terms().settlementCurrency().value()), instrument);
    }

    private RejectCode checkGates(
            final Instrument instrument,
            final Account account,
            final OrderRequest order,
            final boolean reduces,
            final long commandsLag) {
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (account == null) {
            return RejectCode.UNKNOWN_ACCOUNT;
        }
        final RejectCode times = order.detailed ? checkTimes(order) : RejectCode.ACCEPTED;
        return times == RejectCode.ACCEPTED ? checkGates(instrument, account, reduces, commandsLag) : times;
    }

    RejectCode checkTimes(final OrderRequest order) {
        if (order.validUntilNs != 0 && nowNs >= order.validUntilNs) {
            return RejectCode.TIMED_OUT;
        }
        if (order.timeInForce == TimeInForce.GOOD_TIL_DAY) {
            expireNs = TradingDay.endAfterNs(nowNs);
        }
        return order.timeInForce == TimeInForce.GOOD_TIL_DATE && nowNs >= expireNs
                ? RejectCode.EXPIRED_ALREADY
                : RejectCode.ACCEPTED;
    }

    RejectCode checkGates(
            final Instrument instrument, final Account account, final boolean reduces, final long commandsLag) {
        final RejectCode open = checkOpen(instrument, account, reduces);
        if (open != RejectCode.ACCEPTED) {
            return open;
        }
        if (!reduces && commandsLag > maxMarginLag) {
            return RejectCode.MARGIN_LAGGING;
        }
        return marks.check(instrument, reduces);
    }

    RejectCode checkOpen(final Instrument instrument, final Account account, final boolean reduces) {
        final RejectCode standing = RiskControls.standing(account, reduces);
        if (standing != RejectCode.ACCEPTED) {
            return standing;
        }
        if (account.isInLiquidation(instrument)) {
            return RejectCode.ACCOUNT_IN_LIQUIDATION;
        }
        if (state.isKilled() || RiskControls.isKilled(account)) {
            return RejectCode.KILL_SWITCH_ON;
        }
        if (isExpired(instrument)) {
            return RejectCode.INSTRUMENT_HALTED;
        }
        final RejectCode phase =
                instrument.isCombo() ? combos.phase(instrument) : PhaseRules.entry(state.phase(instrument));
        if (phase != RejectCode.ACCEPTED) {
            return phase;
        }
        return state.isDiskLow() ? RejectCode.DISK_LOW : RejectCode.ACCEPTED;
    }

    /** Limit of a market order. */
    long edgeE8(final Instrument instrument, final boolean buy) {
        return buy ? band.upperE8(instrument) : band.lowerE8(instrument);
    }

    /** Time of the command that is decided next. */
    public long nowNs() {
        return nowNs;
    }

    /** Whether the command's time has come to the instrument's expiry. */
    public boolean isExpired(final Instrument instrument) {
        final long expiryNs = instrument.terms().expiryNs();
        return expiryNs != 0 && nowNs >= expiryNs;
    }

    /** Checks {@link #priceE8}, which becomes the edge of the band where the venue clamps to it, and lots. */
    RejectCode checkTerms(
            final Instrument instrument,
            final Account account,
            final boolean buy,
            final long lots,
            final boolean market) {
        if (!isOnGrid(instrument, priceE8)) {
            return RejectCode.BAD_TICK;
        }
        if (lots <= 0) {
            return RejectCode.BAD_QUANTITY;
        }
        priceE8 = band.clampedE8(instrument, buy, priceE8);
        final RejectCode fits = checkFit(instrument, account, priceE8, lots);
        return fits == RejectCode.ACCEPTED ? controls.size(account, instrument, market, priceE8, lots) : fits;
    }

    /** The same of a price that is agreed on, or was: it is not changed, and no slip. */
    RejectCode checkAgreed(final Instrument instrument, final Account account, final long limitE8, final long lots) {
        if (!isOnGrid(instrument, limitE8)) {
            return RejectCode.BAD_TICK;
        }
        return lots <= 0 ? RejectCode.BAD_QUANTITY : checkFit(instrument, account, limitE8, lots);
    }

    private RejectCode checkFit(
            final Instrument instrument, final Account account, final long limitE8, final long lots) {
        if (!band.holds(instrument, limitE8)) {
            return RejectCode.PRICE_OUTSIDE_BAND;
        }
        return isTooLarge(instrument, account, lots) ? RejectCode.ORDER_TOO_LARGE : RejectCode.ACCEPTED;
    }

    private static boolean isOnGrid(final Instrument instrument, final long limitE8) {
        final boolean inRange = instrument.isCombo() && instrument.legs().sellsSome()
                ? Math.abs(limitE8) <= NumberRange.MAX_PRICE_E8
                : limitE8 > 0;
        return inRange && limitE8 % instrument.tickSizeE8() == 0;
    }

    private boolean canDisplay(final long displayLots, final long lots) {
        return displayLots >= minDisplayLots && displayLots <= lots && !hidesTooMuch(displayLots, lots);
    }

    static boolean hidesTooMuch(final long displayLots, final long lots) {
        return (lots - displayLots) / displayLots >= HIDDEN_PER_SHOWN;
    }

    static boolean wouldIncrease(final Exposure exposure, final boolean buy, final long lots) {
        return lots > (buy ? -exposure.position : exposure.position);
    }

    /** Whether this order and every open one of its side together, but for one that goes when it trades, cannot exceed the position. */
    static boolean onlyReduces(final Exposure exposure, final boolean buy, final long lots, final LiveOrder sibling) {
        final long siblingLots =
                sibling != null && sibling.exposure == exposure && sibling.current.buy == buy ? openLots(sibling) : 0;
        return buy
                ? exposure.buyOpenLots - siblingLots + lots <= -exposure.position
                : exposure.sellOpenLots - siblingLots + lots <= exposure.position;
    }

    static long openLots(final LiveOrder order) {
        long lots = 0;
        for (OrderVersion version = order.current; version != null; version = version.nextVersion) {
            lots += version.openLots;
        }
        return lots;
    }

    /** The same for a live order, or one that waited, which may be one of a pair. */
    RejectCode checkMargin(final LiveOrder order, final boolean buy, final long lots) {
        final boolean reduces = order.reduceOnly && onlyReduces(order.exposure, buy, lots, order.sibling);
        return checkMargin(order.exposure, buy, lots, reduces, order.sibling);
    }

    /**
     * Checks that an order is in range and covered.
     *
     * @param sibling of which nothing is left once the order trades, and the other way round; or null
     */
    RejectCode checkMargin(
            final Exposure exposure,
            final boolean buy,
            final long lots,
            final boolean reduces,
            final LiveOrder sibling) {
        if (exposure.instrument.isCombo()) {
            return combos.checkMargin(exposure.view.account, exposure.instrument, buy, lots, priceE8);
        }
        if (!isInRange(exposure, buy, lots, priceE8)) {
            return RejectCode.ARITHMETIC_OVERFLOW;
        }
        if (exposure.instrument.isSpot()) {
            return spot.checkFunds(exposure, buy, lots, priceE8);
        }
        final Requirement requirement = mirror.requirement();
        final long requirementE12 = requirement.withOrder(exposure, buy, lots, priceE8);
        final boolean covered = requirement.freeE12(exposure.view, requirementE12) >= 0
                || reduces
                        && (closesAtNoCost(exposure, buy)
                                || requirement.freeAfterClosingE12(exposure, requirementE12) >= 0)
                || exposure.view.pairCount != 0 && isCoveredWithPairs(exposure, buy, lots, sibling);
        if (!covered) {
            return RejectCode.INSUFFICIENT_MARGIN;
        }
        return mirror.hasRoom() ? RejectCode.ACCEPTED : RejectCode.CAPACITY_EXCEEDED;
    }

    /** A bought option that is sold brings money, and is no hedge by standard margin. */
    private static boolean closesAtNoCost(final Exposure exposure, final boolean buy) {
        return !buy && exposure.instrument.isOption() && exposure.view.portfolio == null;
    }

    private boolean isCoveredWithPairs(
            final Exposure exposure, final boolean buy, final long lots, final LiveOrder sibling) {
        final PairedRequirement paired = mirror.pairedRequirement().begin(exposure.view, sibling);
        return mirror.requirement()
                        .freeE12(
                                exposure.view,
                                paired.with(exposure, buy, lots, priceE8).requiredE12())
                >= 0;
    }

    /** Whether fills of the side's orders and this one, and of quotes, all or some, leave amounts that margin can count with. */
    boolean isInRange(final Exposure exposure, final boolean buy, final long lots, final long limitE8) {
        final long markE8 = marks.markE8(exposure.instrument);
        final long dearE8 =
                exposure.instrument.isInverseFuture() ? Math.min(limitE8, markE8) : Math.max(limitE8, markE8);
        final long quotedLots =
                Reserves.mostQuotedLots(exposure.view.account, exposure.instrument, Math.max(limitE8, markE8));
        final long ownLots = add(lots, quotedLots);
        final long wholeLots = buy
                ? add(add(exposure.position, exposure.buyOpenLots), ownLots)
                : add(subtract(exposure.sellOpenLots, exposure.position), ownLots);
        return limitE8 <= NumberRange.MAX_PRICE_E8
                && exposure.instrument.valueE12(Math.max(wholeLots, lots), dearE8) <= NumberRange.MAX_ORDERED_E12;
    }
}
