package io.strikebook.runner.crash;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.OptionType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Leveraged accounts, as many of each kind and underlying anew each day. Each pays in plenty, trades what it wants with what rests in the
 * books, and then has paid out all but a multiple of the initial margin that it needs: from scarcely more, which for a perpetual is a
 * leverage of some 45, to ten times as much. Nothing that it does after that matters: it holds on.
 */
final class Population {
    private static final double E8 = 1e8;
    private static final double NS_PER_DAY = 86_400e9;
    private static final long UNITS_PER_COIN = 100_000_000L;

    /** Multiples of initial margin that accounts keep. */
    private static final double[] CUSHIONS = {1.1, 1.3, 1.7, 2.5, 4, 8};

    private static final double LEAST_USD = 30_000;
    private static final double MOST_USD = 2_000_000;

    /** Trades may cost so much of the mark, or of a coin. */
    private static final double PERPETUAL_SLIP = 0.01;

    private static final double OPTION_SLIP = 0.01;
    private static final int NONE = 0;
    private static final int ATTEMPTS = 20;
    private static final int OPENED_PER_SECOND = 4;

    private final CrashVenue venue;
    private final RecordedMarket market;
    private final CrashMarks marks;
    private final int[] perpetualIds;
    private final int[] optionIds;
    private final Random random;
    private final Deque<Holder> opening = new ArrayDeque<>();
    private final List<Holder> holders = new ArrayList<>();
    private int nextAccount;

    Population(
            final CrashVenue venue,
            final RecordedMarket market,
            final CrashMarks marks,
            final int[] perpetualIds,
            final int[] optionIds,
            final int firstAccount,
            final long seed) {
        this.venue = venue;
        this.market = market;
        this.marks = marks;
        this.perpetualIds = perpetualIds;
        this.optionIds = optionIds;
        this.nextAccount = firstAccount;
        this.random = new Random(seed);
    }

    /** All that there were. */
    List<Holder> holders() {
        return holders;
    }

    /** Whether some have not yet traded what they want. */
    boolean isOpening() {
        return !opening.isEmpty();
    }

    /** So many more of each kind and underlying, of sizes that differ. */
    void join(final MarketState state, final int ofEachKind) {
        for (int id = 1; id < perpetualIds.length; id++) {
            for (final HolderKind kind : HolderKind.values()) {
                for (int i = 0; i < ofEachKind; i++) {
                    join(state, id, kind);
                }
            }
        }
    }

    private void join(final MarketState state, final int underlyingId, final HolderKind kind) {
        final double usd = LEAST_USD * Math.pow(MOST_USD / LEAST_USD, random.nextDouble());
        final Currency currency =
                venue.instrument(perpetualIds[underlyingId]).terms().settlementCurrency();
        final Holder holder = new Holder(
                nextAccount++,
                underlyingId,
                currency,
                kind,
                usd / state.indexes[underlyingId],
                CUSHIONS[random.nextInt(CUSHIONS.length)]);
        for (int leg = 0; leg < holder.instrumentIds.length; leg++) {
            want(holder, leg, kind.legs().get(leg), state);
        }
        opening.add(holder);
    }

    private void want(final Holder holder, final int at, final HolderKind.Leg leg, final MarketState state) {
        final double coins = leg.coins() * holder.coins;
        holder.instrumentIds[at] = leg.type() == OptionType.NONE
                ? perpetualIds[holder.underlyingId]
                : option(holder.underlyingId, leg, state);
        if (holder.instrumentIds[at] == NONE) {
            return;
        }
        final Instrument instrument = venue.instrument(holder.instrumentIds[at]);
        final double units = instrument.isOption() ? coins : coins * state.indexes[holder.underlyingId];
        holder.openLots[at] = Math.round(units / (instrument.terms().lotSizeE8() / E8));
    }

    /** Of the options that last as long as wanted the ones that end first, and of these the one nearest to the strike wanted; or none. */
    private int option(final int underlyingId, final HolderKind.Leg leg, final MarketState state) {
        final long leastNs = state.timeNs + (long) (leg.days() * NS_PER_DAY);
        final double strike = leg.moneyness() * state.indexes[underlyingId];
        int best = -1;
        for (int option = 0; option < optionIds.length; option++) {
            final InstrumentTerms terms = market.options().get(option);
            final boolean fits = market.underlyingId(option) == underlyingId
                    && terms.optionType() == leg.type()
                    && terms.expiryNs() > leastNs;
            if (fits && (best < 0 || isNearer(terms, market.options().get(best), strike))) {
                best = option;
            }
        }
        return best < 0 ? NONE : optionIds[best];
    }

    private static boolean isNearer(final InstrumentTerms one, final InstrumentTerms other, final double strike) {
        return one.expiryNs() != other.expiryNs()
                ? one.expiryNs() < other.expiryNs()
                : Math.abs(one.strikeE8() / E8 - strike) < Math.abs(other.strikeE8() / E8 - strike);
    }

    /** A second in which those that are opening go on. */
    void trade(final MarketState state) {
        for (int i = Math.min(OPENED_PER_SECOND, opening.size()); i > 0; i--) {
            final Holder holder = opening.remove();
            if (holder.attempts++ == 0) {
                open(holder, state);
            }
            for (int leg = 0; leg < holder.instrumentIds.length; leg++) {
                trade(holder, leg, state);
            }
            if (holder.isDone() || holder.attempts == ATTEMPTS) {
                payOut(holder);
                holders.add(holder);
            } else {
                opening.add(holder);
            }
        }
    }

    private void open(final Holder holder, final MarketState state) {
        venue.open(holder.accountId, holder.kind.isPortfolio());
        venue.deposit(holder.accountId, holder.currency, (long) (Math.ceil(3 * holder.coins) * UNITS_PER_COIN));
    }

    private void trade(final Holder holder, final int leg, final MarketState state) {
        final long lots = holder.openLots[leg];
        if (lots == 0) {
            return;
        }
        final Instrument instrument = venue.instrument(holder.instrumentIds[leg]);
        final long before = position(holder, instrument.instrumentId());
        final boolean buy = lots > 0;
        final long markE8 = venue.margin().marks().markE8(instrument.instrumentId());
        final double slip = instrument.isOption() ? OPTION_SLIP * E8 : PERPETUAL_SLIP * markE8;
        final long ticks = Math.max(1, Math.round((markE8 + (buy ? slip : -slip)) / instrument.tickSizeE8()));
        venue.take(holder.accountId, instrument.instrumentId(), buy, Math.abs(lots), ticks * instrument.tickSizeE8());
        holder.openLots[leg] -= position(holder, instrument.instrumentId()) - before;
    }

    private long position(final Holder holder, final int instrumentId) {
        final Wallet wallet = venue.wallet(holder.accountId, holder.currency);
        final Position position = venue.margin().positions().find(wallet.slot(), instrumentId);
        return position == null ? 0 : position.lots();
    }

    private void payOut(final Holder holder) {
        final Wallet wallet = venue.wallet(holder.accountId, holder.currency);
        final long keptE12 = (long) (holder.cushion * wallet.initialMarginE12());
        final long units = (wallet.marginBalanceE12() - keptE12) / wallet.unitE12();
        if (units > 0) {
            venue.withdraw(holder.accountId, holder.currency, units);
        }
    }
}
