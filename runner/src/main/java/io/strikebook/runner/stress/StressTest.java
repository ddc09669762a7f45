package io.strikebook.runner.stress;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.model.InstrumentRisk;
import io.strikebook.common.math.FixedPointOverflowException;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.NewestMarks;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.runner.Moment;
import io.strikebook.runner.account.MarkDetails;
import io.strikebook.runner.whatif.Revaluation;
import io.strikebook.schemas.Currency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs scenarios over a moment. Each is a shock at once: what {@link Revaluation} says is held, is held. After it, positions of wallets below
 * maintenance margin, and all of those that are taken to default, are closed at the moved marks, at a cost that is a part of their net delta in
 * each underlying; what that loses beyond a wallet's equity is for the insurance fund, as far as it has that currency, and then for
 * those who gained. Whoever defaults pays nothing but what is in the wallet; one wallet does not pay for another.
 */
public final class StressTest {
    private static final double E8 = 1e8;
    private static final double E12 = 1e12;

    private final MarginCore margin;
    private final List<String> underlyings;
    private final Revaluation revaluation;
    private final Options options;
    private final double[] equityBefore;
    private final double[] initialBefore;
    private final Set<Integer> defaulting = new HashSet<>();

    /**
     * What is assumed beside the shock.
     *
     * @param defaults    so many of the largest accounts, by initial margin of their positions, default
     * @param closingCost part of the net delta that closing costs
     * @param fundAccount the insurance fund's account; 0 for none
     */
    public record Options(int defaults, double closingCost, int fundAccount) {}

    /** Over a moment. */
    public StressTest(final Moment moment, final MarkDetails details, final Options options) {
        this.margin = moment.margin();
        this.options = options;
        this.underlyings = moment.recording().manifest().venue().underlyings().stream()
                .map(underlying -> underlying.code())
                .toList();
        final Set<Integer> held = new TreeSet<>();
        boolean portfolio = false;
        for (int slot = 0; slot < margin.wallets().size(); slot++) {
            portfolio |= margin.wallets().get(slot).isPortfolio();
            for (Position position = margin.positions().first(slot); position != null; position = position.next()) {
                held.add(position.instrument().instrumentId());
            }
        }
        this.revaluation = new Revaluation(moment, details, held, portfolio);
        this.equityBefore = new double[margin.wallets().size()];
        this.initialBefore = new double[equityBefore.length];
        value();
        for (int slot = 0; slot < equityBefore.length; slot++) {
            equityBefore[slot] = margin.wallets().get(slot).equityE12() / E12;
            initialBefore[slot] = margin.wallets().get(slot).initialMarginE12() / E12;
        }
        chooseDefaults();
    }

    private void value() {
        for (int slot = 0; slot < margin.wallets().size(); slot++) {
            revaluation.value(margin.wallets().get(slot));
        }
    }

    private void chooseDefaults() {
        final List<Integer> accounts = new ArrayList<>();
        for (int i = 0; i < margin.wallets().accountCount(); i++) {
            accounts.add(margin.wallets().accountId(i));
        }
        accounts.removeIf(account -> account == options.fundAccount || initialUsd(account) == 0);
        accounts.sort(Comparator.comparingDouble(this::initialUsd).reversed());
        defaulting.addAll(accounts.subList(0, Math.min(options.defaults, accounts.size())));
    }

    private double initialUsd(final int accountId) {
        double sum = 0;
        for (int index = 0; index < Ledger.currencyCount(); index++) {
            final Wallet wallet = margin.wallets().find(accountId, Ledger.currency(index));
            sum += wallet == null ? 0 : initialBefore[wallet.slot()] * recordedPrice(wallet.currency());
        }
        return sum;
    }

    /** Runs scenarios, one after the other; engines know the recorded market again after that. */
    public List<StressResult> run(final List<StressScenario> scenarios) {
        final List<StressResult> results = new ArrayList<>();
        for (final StressScenario scenario : scenarios) {
            revaluation.move(scenario.move(underlyings));
            value();
            results.add(result(scenario));
        }
        revaluation.restore();
        value();
        return results;
    }

    private StressResult result(final StressScenario scenario) {
        final List<AccountStress> accounts = new ArrayList<>();
        final double[] lost = new double[Ledger.currencyCount()];
        double gained = 0;
        for (int i = 0; i < margin.wallets().accountCount(); i++) {
            final int accountId = margin.wallets().accountId(i);
            if (accountId != options.fundAccount) {
                final AccountStress account = account(accountId, lost);
                gained += Math.max(0, account.profitUsd());
                accounts.add(account);
            }
        }
        accounts.sort(Comparator.comparingDouble(AccountStress::profitUsd).thenComparingInt(AccountStress::accountId));
        double fund = 0;
        double used = 0;
        double uncovered = 0;
        for (int index = 0; index < lost.length; index++) {
            final Currency currency = Ledger.currency(index);
            final Wallet wallet = margin.wallets().find(options.fundAccount, currency);
            final double there = wallet == null ? 0 : Math.max(0, wallet.equityE12() / E12);
            fund += there * price(currency);
            used += Math.min(there, lost[index]) * price(currency);
            uncovered += Math.max(0, lost[index] - there) * price(currency);
        }
        return new StressResult(scenario, accounts, gained, openInterestUsd(), fund, used, uncovered);
    }

    /** Adds what is lost beyond the account's equity to the sums by currency. */
    private AccountStress account(final int accountId, final double[] lost) {
        final boolean defaults = defaulting.contains(accountId);
        double equity = 0;
        double profit = 0;
        double maintenance = 0;
        double toClose = 0;
        double owed = 0;
        double lostUsd = 0;
        int flags = 0;
        final double[] beyonds = new double[lost.length];
        double closings = 0;
        for (int index = 0; index < lost.length; index++) {
            final Wallet wallet = margin.wallets().find(accountId, Ledger.currency(index));
            if (wallet == null) {
                continue;
            }
            final double price = price(wallet.currency());
            final double own = wallet.equityE12() / E12;
            final boolean below = (wallet.flags() & Wallet.BELOW_MAINTENANCE) != 0;
            final double deltaUsd = below || defaults ? netDeltaUsd(wallet) : 0;
            final double closing = price > 0 && (below || defaults) ? options.closingCost * deltaUsd / price : 0;
            final double beyond = Math.max(0, closing - own);
            flags |= wallet.flags();
            equity += own * price;
            profit += (own - equityBefore[wallet.slot()]) * price;
            maintenance += wallet.maintenanceMarginE12() / E12 * price;
            toClose += deltaUsd;
            owed += Math.max(0, -own) * price;
            beyonds[index] = beyond;
            closings += closing * price;
            lostUsd += beyond * price;
        }
        final CrossAccount cross = margin.wallets().cross(accountId);
        double share = 1;
        if (cross != null) {
            // What is owed in one currency is paid by what there is in others.
            maintenance = cross.figures().maintenanceE8() / E8;
            owed = Math.max(0, -equity);
            share = lostUsd == 0 ? 0 : Math.min(1, Math.max(0, closings - equity) / lostUsd);
            lostUsd *= share;
        }
        for (int index = 0; index < lost.length; index++) {
            lost[index] += beyonds[index] * share;
        }
        return new AccountStress(
                accountId,
                initialUsd(accountId),
                equity,
                profit,
                maintenance,
                toClose,
                owed,
                lostUsd,
                (flags & Wallet.BELOW_INITIAL) != 0,
                (flags & Wallet.BELOW_MAINTENANCE) != 0,
                defaults);
    }

    /** Net deltas by underlying, without sign, summed. */
    private double netDeltaUsd(final Wallet wallet) {
        final double[] deltas = new double[underlyings.size() + 1];
        for (Position position = margin.positions().first(wallet.slot());
                position != null;
                position = position.next()) {
            deltas[position.instrument().underlyingId()] += deltaCoins(position.instrument(), position.lots());
        }
        double sum = 0;
        for (int id = 1; id < deltas.length; id++) {
            sum += Math.abs(deltas[id]) * index(id);
        }
        return sum;
    }

    private double deltaCoins(final Instrument instrument, final long lots) {
        final InstrumentRisk risk = margin.risks().risk(instrument.instrumentId());
        if (!risk.isMarked()) {
            return 0;
        }
        try {
            return risk.isOption() ? lots * (risk.deltaPerLotE12() / E12) : risk.futureDeltaE12(lots) / E12;
        } catch (final FixedPointOverflowException beyondCounting) {
            return 0;
        }
    }

    private double openInterestUsd() {
        double sum = 0;
        for (int id = 1; id <= margin.instruments().lastId(); id++) {
            final Instrument instrument = margin.instruments().get(id);
            if (instrument != null && !instrument.isCombo()) {
                final double units =
                        margin.positions().longLots(id) * (instrument.terms().lotSizeE8() / E8);
                sum += instrument.isInverseFuture() ? units : units * index(instrument.underlyingId());
            }
        }
        return sum;
    }

    /** Moved price of an underlying; 0 where it has none. */
    private double index(final int underlyingId) {
        final long known = margin.marks().indexE8(underlyingId);
        return known == NewestMarks.NONE ? 0 : known / E8;
    }

    /** Dollars for one of a currency, moved; nothing where it is a coin without an index. */
    private double price(final Currency currency) {
        final int underlying = underlyings.indexOf(currency.name());
        return underlying < 0 ? 1 : index(underlying + 1);
    }

    private double recordedPrice(final Currency currency) {
        final int underlying = underlyings.indexOf(currency.name());
        if (underlying < 0) {
            return 1;
        }
        final long known = revaluation.indexE8(underlying + 1);
        return known == NewestMarks.NONE ? 0 : known / E8;
    }
}
