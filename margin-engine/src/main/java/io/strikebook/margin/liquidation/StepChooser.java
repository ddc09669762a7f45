package io.strikebook.margin.liquidation;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiplyDivideCeil;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.cross.CrossAccounts;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.portfolio.PortfolioRisks;
import io.strikebook.margin.portfolio.Portfolios;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.position.PositionBook;
import io.strikebook.margin.standard.NewestMarks;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.ContractStyle;
import java.util.Arrays;

/**
 * Finds the step that helps a wallet most: of those that bring its delta in an underlying nearer to zero, and of these of the kind (futures
 * or options) that most of the delta comes from, the one that raises balance less maintenance margin most for what it costs to trade at its
 * limit. Where none brings the delta nearer to zero, any that helps.
 *
 * <p>What a step brings is counted as if it traded at its limit: the maintenance margin of the part that is closed (portfolio margin: computed
 * without it), what the premium of an option changes the balance by, less the price beyond the mark and the fee. A step that may cost more
 * than the equity that is left is not taken: nobody is to owe because of how he was closed.
 */
final class StepChooser {
    /** Deltas beyond a million coins count as that: only their signs and which is larger matter. */
    private static final long MOST_DELTA_E12 = 1_000_000_000_000_000_000L;

    private final LiquidationRules rules;
    private final VenueParameters.PreTrade bands;
    private final Position at;
    private final NewestMarks marks;
    private final PortfolioRisks risks;
    private final Portfolios portfolios;
    private final CrossAccounts crosses;
    private final long[] futuresE12;
    private final long[] optionsE12;
    private final Step best = new Step();
    private final Step candidate = new Step();
    private boolean any;

    StepChooser(
            final VenueParameters parameters,
            final PositionBook positions,
            final NewestMarks marks,
            final PortfolioRisks risks,
            final Portfolios portfolios,
            final CrossAccounts crosses) {
        this.rules = parameters.liquidation();
        this.bands = parameters.preTrade();
        this.at = positions.view();
        this.marks = marks;
        this.risks = risks;
        this.portfolios = portfolios;
        this.crosses = crosses;
        this.futuresE12 = new long[parameters.underlyings().size() + 1];
        this.optionsE12 = new long[parameters.underlyings().size() + 1];
    }

    /**
     * The best step of a wallet that is valued at the newest marks, the caller's until the next call; or null where none helps that can be paid.
     *
     * @param attempts how often in a row nothing traded: each lets the next step go farther from the mark
     * @param anyway   whether a step is wanted that does not help, or may cost more than there is equity, if there is no other
     */
    Step choose(final Wallet wallet, final int attempts, final boolean anyway) {
        clear();
        sumDeltas(wallet);
        return look(wallet, attempts, anyway) ? best : null;
    }

    /** The best step of an account with one margin over all currencies, of all its wallets: deltas in all of them count together. */
    Step choose(final CrossAccount account, final int attempts) {
        clear();
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            if (account.wallet(currency) != null) {
                sumDeltas(account.wallet(currency));
            }
        }
        boolean found = false;
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = account.wallet(currency);
            found |= wallet != null && look(wallet, attempts, false);
        }
        return found ? best : null;
    }

    private void clear() {
        Arrays.fill(futuresE12, 0);
        Arrays.fill(optionsE12, 0);
        any = false;
    }

    /** Goes on looking, among positions of a wallet. */
    private boolean look(final Wallet wallet, final int attempts, final boolean anyway) {
        for (boolean held = at.toFirst(wallet.slot()); held; held = at.toNext()) {
            if (fill(wallet, at, attempts)
                    && (anyway || candidate.reliefE12 > 0 && candidate.costE12 <= payableE12(wallet))
                    && (!any || candidate.isBetterThan(best))) {
                best.set(candidate);
                any = true;
            }
        }
        return any;
    }

    /** What a step may cost: equity, of all currencies where they have one margin. */
    private long payableE12(final Wallet wallet) {
        final CrossAccount all = wallet.cross();
        return all == null
                ? wallet.equityE12()
                : all.inCurrencyE12(all.figures().equityE8(), wallet.currency());
    }

    private void sumDeltas(final Wallet wallet) {
        for (boolean held = at.toFirst(wallet.slot()); held; held = at.toNext()) {
            final long[] kind = at.instrument().isOption() ? optionsE12 : futuresE12;
            final int underlyingId = at.instrument().underlyingId();
            kind[underlyingId] = bounded(kind[underlyingId] + deltaE12(at));
        }
    }

    private long deltaE12(final Position position) {
        try {
            return bounded(risks.deltaE12(position.instrument().instrumentId(), position.lots()));
        } catch (final FixedPointOverflowException overflow) {
            return position.lots() < 0 ? -MOST_DELTA_E12 : MOST_DELTA_E12;
        }
    }

    private static long bounded(final long deltaE12) {
        return Math.max(-MOST_DELTA_E12, Math.min(deltaE12, MOST_DELTA_E12));
    }

    /** Fills in the candidate; false where there is no mark, or its numbers are out of range. */
    private boolean fill(final Wallet wallet, final Position position, final int attempts) {
        final Instrument instrument = position.instrument();
        final long markE8 = marks.markE8(instrument.instrumentId());
        final long indexE8 = marks.indexE8(instrument.underlyingId());
        if (markE8 == NewestMarks.NONE || indexE8 == NewestMarks.NONE || position.lots() == 0) {
            return false;
        }
        try {
            final long size = Math.abs(position.lots());
            candidate.instrument = instrument;
            candidate.buy = position.lots() < 0;
            candidate.lots = Math.min(
                    Math.max(1, multiplyDivideFloor(size, rules.stepE8(), E8)),
                    instrument.terms().maxOrderLots());
            candidate.priceE8 =
                    limitE8(instrument, candidate.buy, markE8, widthE8(instrument, markE8, indexE8, attempts));
            candidate.costE12 = costE12(candidate, markE8);
            candidate.reliefE12 = reliefE12(wallet, position, candidate);
            final int underlyingId = instrument.underlyingId();
            final long netE12 = futuresE12[underlyingId] + optionsE12[underlyingId];
            final long ownE12 = deltaE12(position);
            candidate.towardsNeutral = netE12 != 0 && ownE12 != 0 && netE12 > 0 == ownE12 > 0;
            final boolean mostlyOptions = Math.abs(optionsE12[underlyingId]) > Math.abs(futuresE12[underlyingId]);
            candidate.ofLargerKind = instrument.isOption() == mostlyOptions;
            return true;
        } catch (final FixedPointOverflowException overflow) {
            return false;
        }
    }

    private long costE12(final Step step, final long markE8) {
        final long limitE12 = step.instrument.valueE12(step.lots, step.priceE8);
        final long beyondE12 = Math.abs(limitE12 - step.instrument.valueE12(step.lots, markE8));
        return Math.max(1, beyondE12 + multiplyDivideCeil(limitE12, rules.feeE8(), E8));
    }

    private long reliefE12(final Wallet wallet, final Position position, final Step step) {
        final long size = Math.abs(position.lots());
        final long lots = position.lots();
        if (wallet.isPortfolio()) {
            final long leftLots = lots + (step.buy ? step.lots : -step.lots);
            if (wallet.cross() != null) {
                return crossReliefE12(wallet, step, lots, leftLots);
            }
            final long thenE12 = portfolios.maintenanceIfE12(wallet.portfolio(), step.instrument, lots, leftLots);
            return NumberRange.clampE12(wallet.maintenanceMarginE12() - thenE12 - step.costE12);
        }
        final long closedE12 = multiplyDivideFloor(position.maintenanceMarginE12(), step.lots, size);
        if (!step.instrument.isOption()) {
            return closedE12 - step.costE12;
        }
        final long premiumE12 = step.instrument.valueE12(step.lots, step.priceE8);
        final long feeE12 = multiplyDivideCeil(premiumE12, rules.feeE8(), E8);
        return closedE12 + (step.buy ? -premiumE12 : premiumE12) - feeE12;
    }

    /** Of portfolio margin over all currencies, in the wallet's one. */
    private long crossReliefE12(final Wallet wallet, final Step step, final long lots, final long leftLots) {
        final long thenE8 = crosses.maintenanceIfE8(wallet, step.instrument, lots, leftLots);
        final long reliefE8 = wallet.cross().figures().maintenanceE8() - thenE8;
        return NumberRange.clampE12(wallet.cross().inCurrencyE12(reliefE8, wallet.currency()) - step.costE12);
    }

    private long widthE8(final Instrument instrument, final long markE8, final long indexE8, final int attempts) {
        final boolean option = instrument.isOption();
        final long asked = Math.min(rules.priceStepE8() * (attempts + 1L), E8);
        final long ratioE8 = Math.min(asked, option ? bands.optionBandE8() : bands.futureBandE8());
        if (!option) {
            return multiplyDivideFloor(markE8, ratioE8, E8);
        }
        final boolean inverse = instrument.terms().style() == ContractStyle.INVERSE;
        return inverse ? ratioE8 : multiplyDivideFloor(indexE8, ratioE8, E8);
    }

    /** A multiple of the tick, not farther from the mark than the width, but where the mark is below a tick. */
    private static long limitE8(final Instrument instrument, final boolean buy, final long markE8, final long widthE8) {
        final long tickE8 = instrument.tickSizeE8();
        final long edgeE8 = buy ? markE8 + widthE8 : markE8 - widthE8;
        final long ticks = buy ? Math.floorDiv(edgeE8, tickE8) : Math.ceilDiv(edgeE8, tickE8);
        return Math.max(1, ticks) * tickE8;
    }
}
