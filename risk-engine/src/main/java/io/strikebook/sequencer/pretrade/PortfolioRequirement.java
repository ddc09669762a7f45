package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.margin.portfolio.PortfolioLegs;
import io.strikebook.common.margin.portfolio.PortfolioMargin;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.VenueParameters;
import java.util.Arrays;

/**
 * What an account under portfolio margin needs in a settlement currency, 1e-12: initial margin of its positions as of its state, with every
 * resting and in-flight order at its worst in each scenario, at the epoch that {@link Requirement} says. So it is what equity, less what is
 * held besides, must not be below, whatever part of whatever orders trades; legs add up. See
 * {@link io.strikebook.common.margin.portfolio.OpenOrders}. Orders of combinations count by their legs.
 *
 * <p>While the epoch stays, an order that joins or leaves changes the sums; where marks have moved the books are made anew when they are
 * asked for. Allocates a book where an account has its first position or order on a leg.
 */
final class PortfolioRequirement {
    private final RiskHistory risks;
    private final MarkHistory marks;
    private final FeeSchedule fees;
    private final boolean makerFeeIsHigher;
    private final CrossRequirement cross;
    private final long[][] trial;
    private final long[] trialWorseE12;
    private final long[] trialBetterE12;
    private CurrencyView tried;
    private boolean told;
    private long triedLegs;
    private long costE12;

    PortfolioRequirement(
            final VenueParameters parameters,
            final MarkHistory marks,
            final RiskHistory risks,
            final CrossRequirement cross) {
        this.risks = risks;
        this.cross = cross;
        this.marks = marks;
        this.fees = new FeeSchedule(parameters.fees());
        this.makerFeeIsHigher =
                parameters.fees().futureMakerRateE8() > parameters.fees().futureTakerRateE8();
        this.trial = new long[risks.legs().count()][risks.legs().ordersLength()];
        this.trialWorseE12 = new long[trial.length];
        this.trialBetterE12 = new long[trial.length];
    }

    /** An account came under portfolio margin, or was loaded: what it has is looked for once. */
    void begin(final Account account) {
        final PortfolioView ofAll =
                account.isCross() ? new PortfolioView(risks.legs().count()) : null;
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            account.view(currency).portfolio =
                    ofAll == null ? new PortfolioView(risks.legs().count()) : ofAll;
        }
        for (int id = 1; id <= account.lastInstrumentId(); id++) {
            final Exposure exposure = account.exposure(id);
            if (exposure != null) {
                exposure.held = false;
                exposure.bookedPosition = exposure.marginPosition;
                if (exposure.marginPosition != 0) {
                    exposure.view.portfolio.hold(exposure);
                }
            }
        }
    }

    /** An account is under standard margin again. */
    static void end(final Account account) {
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            account.view(currency).portfolio = null;
        }
    }

    /** What positions and orders of a view need. */
    long ofView(final CurrencyView view, final long epoch) {
        final PortfolioView portfolio = upToDate(view, epoch);
        return requiredE12(view, portfolio.orders);
    }

    private static boolean isCross(final CurrencyView view) {
        return view.account.isCross();
    }

    /** What positions and orders of a view need if one order more joined: as if it were tried alone, without a copy of the orders. */
    long withOrderE12(
            final CurrencyView view,
            final Instrument instrument,
            final boolean buy,
            final long lots,
            final long priceE8,
            final long epoch) {
        if (isCross(view)) {
            return trying(view, epoch)
                    .with(instrument, buy, lots, priceE8, false)
                    .requiredE12();
        }
        final PortfolioView portfolio = upToDate(view, epoch);
        costE12 = NumberRange.MAX_HELD_E12;
        if (portfolio.untaken != 0) {
            return NumberRange.MAX_HELD_E12;
        }
        final int number = PortfolioLegs.legOf(instrument);
        final PortfolioMargin model = risks.model(number, epoch);
        long sumE12 = model.initialWithOrderE12(
                PortfolioView.of(portfolio.books, number, model.bookLength()),
                0,
                PortfolioView.of(portfolio.orders, number, model.ordersLength()),
                0,
                risks.risk(instrument, epoch),
                buy ? lots : -lots,
                priceE8,
                feeE12(instrument, lots, priceE8, false, epoch));
        if (sumE12 < NumberRange.MAX_HELD_E12) {
            costE12 = Math.max(0, -model.effectOfLastE12());
        }
        for (int leg = 0; leg < portfolio.books.length; leg++) {
            if (leg != number && (portfolio.books[leg] != null || portfolio.orders[leg] != null)) {
                sumE12 = NumberRange.clampE12(sumE12 + ofLegE12(portfolio, leg, portfolio.orders));
            }
        }
        return sumE12;
    }

    /** Begins to try orders beside those that there are: {@link #with}, then {@link #requiredE12()}. */
    PortfolioRequirement trying(final CurrencyView view, final long epoch) {
        final PortfolioView portfolio = upToDate(view, epoch);
        tried = view;
        told = portfolio.untaken == 0;
        triedLegs = 0;
        System.arraycopy(portfolio.worseE12, 0, trialWorseE12, 0, trialWorseE12.length);
        System.arraycopy(portfolio.betterE12, 0, trialBetterE12, 0, trialBetterE12.length);
        for (int leg = 0; leg < trial.length; leg++) {
            if (portfolio.orders[leg] == null) {
                Arrays.fill(trial[leg], 0);
            } else {
                System.arraycopy(portfolio.orders[leg], 0, trial[leg], 0, trial[leg].length);
            }
        }
        return this;
    }

    /**
     * Tries one more order of the view.
     *
     * @param leg whether it is one of a combination's order
     */
    PortfolioRequirement with(
            final Instrument instrument, final boolean buy, final long lots, final long priceE8, final boolean leg) {
        final long epoch = tried.portfolio.epoch;
        final InstrumentRisk risk = risks.risk(instrument, epoch);
        final int number = PortfolioLegs.legOf(instrument);
        final PortfolioMargin model = risks.model(number, epoch);
        final long feeE12 = feeE12(instrument, lots, priceE8, leg, epoch);
        told &= model.joinOrder(trial[number], 0, risk, buy ? lots : -lots, priceE8, feeE12);
        triedLegs |= 1L << number;
        costE12 = told ? Math.max(0, -model.effectOfLastE12()) : NumberRange.MAX_HELD_E12;
        if (told) {
            trialWorseE12[number] += costE12;
            trialBetterE12[number] += Math.max(0, model.effectOfLastE12());
        }
        return this;
    }

    /** What the order tried last costs where all of it trades at its price: fee, and what that is worse than the mark. */
    long costOfLastE12() {
        return costE12;
    }

    /** What is needed with all that was tried. */
    long requiredE12() {
        return told ? requiredE12(tried, trial) : NumberRange.MAX_HELD_E12;
    }

    /**
     * What positions alone need, those that executions told of though the account's state does not, if the view had so many lots more of an
     * instrument, signed: nothing else changes.
     */
    long afterFillE12(final CurrencyView view, final Instrument instrument, final long signedLots, final long epoch) {
        final PortfolioView portfolio = upToDate(view, epoch);
        if (portfolio.untaken != 0) {
            return NumberRange.MAX_HELD_E12;
        }
        final Exposure exposure = view.account.exposure(instrument.instrumentId());
        final long heldLots = exposure == null ? 0 : exposure.position;
        moveFilled(portfolio, view, true);
        move(portfolio, instrument, heldLots, heldLots + signedLots);
        final long neededE12 = portfolio.untaken != 0 ? NumberRange.MAX_HELD_E12 : ofBooksE12(view, portfolio);
        if (portfolio.untaken != 0) {
            portfolio.stale = true; // some of it was moved, some was not
            return neededE12;
        }
        move(portfolio, instrument, heldLots + signedLots, heldLots);
        moveFilled(portfolio, view, false);
        return neededE12;
    }

    /** Takes into the books of positions what has traded since the account's state, or out again. */
    private void moveFilled(final PortfolioView portfolio, final CurrencyView view, final boolean in) {
        if (!isCross(view)) {
            moveFilledOf(portfolio, view, in);
            return;
        }
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            moveFilledOf(portfolio, view.account.view(currency), in);
        }
    }

    private void moveFilledOf(final PortfolioView portfolio, final CurrencyView view, final boolean in) {
        for (Exposure exposure = view.firstActive; exposure != null; exposure = exposure.nextActive) {
            final long stated = exposure.marginPosition;
            if (exposure.position != stated && exposure.instrument.holdsPositions()) {
                move(portfolio, exposure.instrument, in ? stated : exposure.position, in ? exposure.position : stated);
            }
        }
    }

    private long ofBooksE12(final CurrencyView view, final PortfolioView portfolio) {
        if (isCross(view)) {
            return cross.ofPositionsE8(view.account, portfolio);
        }
        Arrays.fill(trial[0], 0);
        long sumE12 = 0;
        for (int leg = 0; leg < portfolio.books.length; leg++) {
            if (portfolio.books[leg] != null) {
                final PortfolioMargin model = risks.model(leg, portfolio.epoch);
                sumE12 =
                        NumberRange.clampE12(sumE12 + model.initialWithOrdersE12(portfolio.books[leg], 0, trial[0], 0));
            }
        }
        return sumE12;
    }

    private long requiredE12(final CurrencyView view, final long[][] orders) {
        final PortfolioView portfolio = view.portfolio;
        if (portfolio.untaken != 0) {
            return NumberRange.MAX_HELD_E12;
        }
        if (isCross(view)) {
            final boolean tries = orders == trial;
            return cross.ofPortfolioE8(
                    view.account,
                    portfolio,
                    orders,
                    tries ? trialWorseE12 : portfolio.worseE12,
                    tries ? trialBetterE12 : portfolio.betterE12);
        }
        long sumE12 = 0;
        for (int leg = 0; leg < orders.length; leg++) {
            final boolean triedHere = orders == trial && (triedLegs & 1L << leg) != 0;
            if (portfolio.books[leg] != null || portfolio.orders[leg] != null || triedHere) {
                sumE12 = NumberRange.clampE12(sumE12 + ofLegE12(portfolio, leg, orders));
            }
        }
        return sumE12;
    }

    private long ofLegE12(final PortfolioView portfolio, final int leg, final long[][] orders) {
        final PortfolioMargin model = risks.model(leg, portfolio.epoch);
        return model.initialWithOrdersE12(
                PortfolioView.of(portfolio.books, leg, model.bookLength()),
                0,
                orders == trial ? trial[leg] : PortfolioView.of(orders, leg, model.ordersLength()),
                0);
    }

    private PortfolioView upToDate(final CurrencyView view, final long epoch) {
        final PortfolioView portfolio = view.portfolio;
        if (portfolio.stale || portfolio.epoch != epoch) {
            portfolio.epoch = epoch;
            remake(view, portfolio);
            portfolio.stale = false;
        }
        return portfolio;
    }

    private void remake(final CurrencyView view, final PortfolioView portfolio) {
        clear(portfolio.books);
        clear(portfolio.orders);
        Arrays.fill(portfolio.worseE12, 0);
        Arrays.fill(portfolio.betterE12, 0);
        portfolio.untaken = 0;
        portfolio.tidy();
        for (int i = 0; i < portfolio.heldCount; i++) {
            final Exposure exposure = portfolio.held[i];
            move(portfolio, exposure.instrument, 0, exposure.marginPosition);
            exposure.bookedPosition = exposure.marginPosition;
        }
        if (!isCross(view)) {
            joinAll(portfolio, view);
            return;
        }
        for (int currency = 1; currency <= Account.currencies(); currency++) {
            joinAll(portfolio, view.account.view(currency));
        }
    }

    private void joinAll(final PortfolioView portfolio, final CurrencyView view) {
        for (Exposure exposure = view.firstActive; exposure != null; exposure = exposure.nextActive) {
            for (OrderVersion version = exposure.first; version != null; version = version.next) {
                change(portfolio, version, true);
            }
        }
    }

    private static void clear(final long[][] byLeg) {
        for (final long[] numbers : byLeg) {
            if (numbers != null) {
                Arrays.fill(numbers, 0);
            }
        }
    }

    private void move(
            final PortfolioView portfolio, final Instrument instrument, final long fromLots, final long toLots) {
        final int leg = PortfolioLegs.legOf(instrument);
        final PortfolioMargin model = risks.model(leg, portfolio.epoch);
        final InstrumentRisk risk = risks.risk(instrument, portfolio.epoch);
        final long[] book = PortfolioView.of(portfolio.books, leg, model.bookLength());
        final boolean taken = model.move(book, 0, risk, fromLots, toLots);
        portfolio.untaken += taken ? 0 : 1;
    }

    private void change(final PortfolioView portfolio, final OrderVersion version, final boolean joins) {
        if (version.marginLots == 0 || !version.exposure.instrument.holdsPositions()) {
            return;
        }
        try {
            changeBy(portfolio, version, joins);
        } catch (final FixedPointOverflowException beyondCounting) {
            portfolio.untaken++;
        }
    }

    private void changeBy(final PortfolioView portfolio, final OrderVersion version, final boolean joins) {
        final Instrument instrument = version.exposure.instrument;
        final int number = PortfolioLegs.legOf(instrument);
        final PortfolioMargin model = risks.model(number, portfolio.epoch);
        final InstrumentRisk risk = risks.risk(instrument, portfolio.epoch);
        final long lots = version.buy ? version.marginLots : -version.marginLots;
        final long[] orders = PortfolioView.of(portfolio.orders, number, model.ordersLength());
        final boolean leg = LegNumbers.isOfCombination(version.sequence);
        final long feeE12 = feeE12(instrument, version.marginLots, version.priceE8, leg, portfolio.epoch);
        if (joins) {
            final boolean taken = model.joinOrder(orders, 0, risk, lots, version.priceE8, feeE12);
            portfolio.untaken += taken ? 0 : 1;
        } else {
            model.leaveOrder(orders, 0, risk, lots, version.priceE8, feeE12);
        }
        final long effectE12 = joins ? model.effectOfLastE12() : -model.effectOfLastE12();
        final boolean worse = model.effectOfLastE12() < 0;
        portfolio.worseE12[number] -= worse ? effectE12 : 0;
        portfolio.betterE12[number] += worse ? 0 : effectE12;
    }

    private long feeE12(
            final Instrument instrument, final long lots, final long priceE8, final boolean leg, final long epoch) {
        final long indexE8 = marks.indexE8(instrument, epoch);
        return leg
                ? fees.mostE12(instrument, lots, priceE8, indexE8, makerFeeIsHigher)
                : fees.feeE12(instrument, lots, priceE8, indexE8, makerFeeIsHigher);
    }

    /** A version was appended or has other lots now. */
    void joined(final OrderVersion version, final long epoch) {
        final PortfolioView portfolio = version.exposure.view.portfolio;
        if (follows(portfolio, epoch)) {
            change(portfolio, version, true);
        }
    }

    /** A version is about to leave or to get other lots. */
    void leaving(final OrderVersion version, final long epoch) {
        final PortfolioView portfolio = version.exposure.view.portfolio;
        if (follows(portfolio, epoch)) {
            change(portfolio, version, false);
        }
    }

    /** The position as of the account's state is another now. */
    void positionChanged(final Exposure exposure, final long epoch) {
        final PortfolioView portfolio = exposure.view.portfolio;
        portfolio.hold(exposure);
        if (follows(portfolio, epoch)) {
            move(portfolio, exposure.instrument, exposure.bookedPosition, exposure.marginPosition);
        }
        exposure.bookedPosition = exposure.marginPosition;
    }

    /** Whether the books can follow a change; else they are made anew when they are asked for. */
    private static boolean follows(final PortfolioView portfolio, final long epoch) {
        portfolio.stale |= portfolio.epoch != epoch || portfolio.untaken != 0;
        return !portfolio.stale;
    }
}
