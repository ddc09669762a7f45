package io.strikebook.margin.liquidation;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.LiquidationRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.StateWatch;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.LiquidationNotice;
import io.strikebook.schemas.LiquidationStage;
import io.strikebook.schemas.RejectCode;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Brings wallets below maintenance margin back above it, step by step. Each step is asked for, and the next one decided once the command of
 * the last is answered and some time has passed:
 *
 * <ol>
 *   <li>all orders are taken off; from the first report of the margin on the account may only cancel
 *   <li>parts of positions are traded in the book, see {@link StepChooser}, while there is equity for one that helps; after one that traded
 *       nothing the next waits longer
 *   <li>the insurance fund takes over all positions at their marks, with what is left of the cash or what is owed, where it could bear their
 *       initial margin; then it sells them in the same steps
 *   <li>else they are closed at their marks against others, see {@link Deleveraging}; what is owed then is paid by the fund as far as it has
 *       it, and by those they were closed against, in proportion to what each closed; where one command was not enough, as in the next step
 *   <li>what is owed without a position is paid by the fund, and by all others of the currency in proportion to their balances
 * </ol>
 *
 * <p>An account with one margin over all its currencies is one liquidation, see {@link CrossLiquidation}.
 *
 * <p>Which wallets these are, and how far each is, is state. Commands after one another look at a bounded number of them each, in turn.
 */
public final class Liquidations implements StateWatch {
    private static final long HASH_KIND = 30;
    private static final int IDLE_INTERVALS = 20;

    private final LiquidationRules rules;
    private final MarginCore core;
    private final LiquidationListener listener;
    private final LongSupplier numbers;
    private final StepChooser chooser;
    private final Deleveraging deleveraging;
    private final LossSharing losses;
    private final CrossLiquidation crosses;

    /** By wallet; null where there is none. */
    private Liquidation[] bySlot = new Liquidation[256];

    /** In the order in which they began. */
    private Liquidation[] active = new Liquidation[16];

    private int count;
    private int cursor;

    /** What the command at hand is of; else null. */
    private Liquidation current;

    /** Whose positions, or whose cash, it is about. */
    private Wallet currentWallet;

    private LiquidationStage currentStage;
    private RejectCode currentDecision;
    private long filledLots;

    /**
     * No wallet in liquidation.
     *
     * @param numbers gives the next number of margin's requests
     */
    public Liquidations(
            final VenueParameters parameters,
            final MarginCore core,
            final LiquidationListener listener,
            final LongSupplier numbers) {
        this.rules = parameters.liquidation();
        this.core = core;
        this.listener = listener;
        this.numbers = numbers;
        this.chooser = new StepChooser(
                parameters, core.positions(), core.marks(), core.risks(), core.portfolios(), core.crosses());
        this.deleveraging = new Deleveraging(core.positions(), core.marks(), core.wallets());
        this.losses = new LossSharing(core, listener);
        this.crosses = new CrossLiquidation(core, losses);
    }

    /** A wallet's state is about to be reported. */
    @Override
    public void reporting(final Wallet wallet) {
        if (wallet.accountId() == rules.insuranceAccountId()
                || wallet.isInLiquidation()
                || rules.stepsPerCommand() == 0) {
            return;
        }
        final int flags = wallet.flags();
        if ((flags & Wallet.BELOW_MAINTENANCE) != 0) {
            wallet.setInLiquidation(true);
            add(new Liquidation(wallet.slot(), false));
            listener.onNotice(wallet, LiquidationNotice.BEGUN);
        } else if ((flags & ~wallet.reportedFlags() & Wallet.BELOW_INITIAL) != 0) {
            listener.onNotice(wallet, LiquidationNotice.MARGIN_CALL);
        }
    }

    /** The command at hand is the answer to a request; what it causes follows. */
    public void answered(
            final LiquidationStage stage,
            final int accountId,
            final Currency currency,
            final long number,
            final RejectCode decision) {
        final Wallet wallet = core.wallets().find(accountId, currency);
        current = wallet == null ? null : of(leaderOf(wallet).slot());
        if (current == null || current.awaited != number) {
            throw new IllegalStateException("a command answers margin's request " + number + " of account " + accountId
                    + " in " + currency + ", which does not wait for it");
        }
        currentWallet = wallet;
        currentStage = stage;
        currentDecision = decision;
        filledLots = 0;
        losses.begin();
    }

    /** The command at hand is an order of a liquidation, in an instrument. */
    public void orderAnswered(
            final int accountId, final int instrumentId, final long number, final RejectCode decision) {
        final Currency currency = core.instruments().get(instrumentId).terms().settlementCurrency();
        answered(LiquidationStage.REDUCE, accountId, currency, number, decision);
    }

    /** Whether the command at hand is a takeover or a deleveraging, whose trades pay no fees. */
    public boolean isForced() {
        return current != null
                && (currentStage == LiquidationStage.TAKE_OVER || currentStage == LiquidationStage.DELEVERAGE);
    }

    /** A match in the command at hand, already counted: a step pays its fee. */
    public void onFill(
            final int instrumentId, final int buyerId, final int sellerId, final long lots, final long priceE8) {
        if (current == null) {
            return;
        }
        final Wallet wallet = currentWallet;
        if (buyerId != wallet.accountId() && sellerId != wallet.accountId()) {
            return;
        }
        filledLots += lots;
        final long valueE12 = core.instruments().get(instrumentId).valueE12(lots, priceE8);
        if (isForced()) {
            losses.closed(buyerId == wallet.accountId() ? sellerId : buyerId, valueE12);
        } else if (!current.unwinding) {
            losses.fee(wallet, fundOf(wallet), valueE12, rules.feeE8());
        }
    }

    /** All that the command at hand caused is there; states follow. */
    public void finishCommand(final long timestampNs) {
        if (current == null) {
            return;
        }
        final Wallet wallet = currentWallet;
        final long owedBefore = wallet.cash();
        final boolean venueStands = isOfVenue(currentDecision);
        if (currentDecision == RejectCode.ACCEPTED) {
            finish(wallet);
        } else if (!venueStands) {
            current.attempts++;
        }
        final boolean inVain =
                venueStands || currentStage == LiquidationStage.SHARE_LOSS && wallet.cash() == owedBefore;
        current.awaited = 0;
        current.nextNs = timestampNs + rules.intervalNs() * (inVain ? IDLE_INTERVALS : waits(current.attempts));
        current = null;
    }

    /**
     * Each step in a row that traded nothing makes the next one wait an interval longer: makers who were traded through may not quote for a
     * second or two, and nobody is to be ended because all attempts were made meanwhile.
     */
    private static int waits(final int attempts) {
        return Math.max(1, Math.min(attempts, IDLE_INTERVALS));
    }

    /** Whether a step was refused for what has nothing to do with its instrument: then nobody is to be taken over for it. */
    private static boolean isOfVenue(final RejectCode decision) {
        return decision == RejectCode.KILL_SWITCH_ON
                || decision == RejectCode.DISK_LOW
                || decision == RejectCode.CAPACITY_EXCEEDED;
    }

    private void finish(final Wallet wallet) {
        switch (currentStage) {
            case CANCEL_ORDERS -> current.cancelled++;
            case REDUCE -> current.attempts = filledLots > 0 ? 0 : current.attempts + 1;
            case TAKE_OVER -> {
                final Wallet fund = fundOf(wallet);
                if (wallet.cross() != null) {
                    crosses.handOver(wallet.cross(), rules.insuranceAccountId());
                } else if (isFlat(wallet)) {
                    losses.handOver(wallet, fund);
                }
                if (of(fund.slot()) == null && !isFlat(fund)) {
                    add(new Liquidation(fund.slot(), true));
                }
            }
            case DELEVERAGE -> {
                if (wallet.cross() != null) {
                    return; // what is owed is known once nothing is left in any currency
                }
                if (!isFlat(wallet)) {
                    current.partly = true;
                } else if (current.partly) {
                    losses.shareAmongAll(wallet, fundOf(wallet));
                } else {
                    losses.shareAmongClosed(wallet, fundOf(wallet));
                }
            }
            default -> losses.shareAmongAll(wallet, fundOf(wallet));
        }
    }

    /** The command at hand ends, its states are reported: asks for steps that are due. */
    public void endCommand(final long timestampNs) {
        int looks = Math.min(count, rules.stepsPerCommand());
        while (looks > 0 && count > 0) {
            looks--;
            cursor = cursor < count ? cursor : 0;
            final Liquidation next = active[cursor++];
            if (next.awaited == 0 && timestampNs >= next.nextNs) {
                step(next, core.wallets().get(next.slot), timestampNs);
            }
        }
    }

    private void step(final Liquidation liquidation, final Wallet wallet, final long timestampNs) {
        core.reporting().bring(wallet);
        if (liquidation.unwinding) {
            unwind(liquidation, wallet, timestampNs);
            return;
        }
        if ((wallet.flags() & Wallet.BELOW_MAINTENANCE) == 0) {
            remove(liquidation);
            wallet.setInLiquidation(false);
            listener.onNotice(wallet, LiquidationNotice.ENDED);
            core.reporting().report(wallet);
            return;
        }
        if (liquidation.cancelled < (wallet.cross() == null ? 1 : Ledger.currencyCount())) {
            final Wallet next = wallet.cross() == null
                    ? wallet
                    : core.obtain(wallet.accountId(), Ledger.currency(liquidation.cancelled));
            liquidation.awaited = numbers.getAsLong();
            listener.onCancelRequest(liquidation.awaited, next);
            return;
        }
        if (wallet.cross() != null) {
            stepAcross(liquidation, wallet.cross(), timestampNs);
            return;
        }
        if (isFlat(wallet)) {
            liquidation.awaited = numbers.getAsLong();
            listener.onShareRequest(liquidation.awaited, wallet, -wallet.marginBalanceE12());
            return;
        }
        final Step step = liquidation.attempts < rules.attempts() ? helpingStep(wallet, liquidation.attempts) : null;
        if (step != null) {
            liquidation.awaited = numbers.getAsLong();
            listener.onReduceRequest(liquidation.awaited, wallet, step, liquidation.attempts);
            return;
        }
        force(liquidation, wallet, timestampNs);
    }

    /**
     * The step that may go as far from the mark as attempts say and helps, else half as far and so on: with what it may cost growing by each
     * attempt none might help soon, while there is equity left. Then the next one is for who quotes nearer to the mark again.
     */
    private Step helpingStep(final Wallet wallet, final int attempts) {
        Step step = choose(wallet, attempts);
        for (int nearer = attempts; step == null && nearer > 0; ) {
            nearer /= 2;
            step = choose(wallet, nearer);
        }
        return step;
    }

    private Step choose(final Wallet wallet, final int attempts) {
        return wallet.cross() == null
                ? chooser.choose(wallet, attempts, false)
                : chooser.choose(wallet.cross(), attempts);
    }

    private void stepAcross(final Liquidation liquidation, final CrossAccount account, final long timestampNs) {
        if (crosses.isFlat(account)) {
            final Wallet owing = crosses.owing(account);
            if (owing == null) {
                liquidation.nextNs = timestampNs + IDLE_INTERVALS * rules.intervalNs();
                return;
            }
            liquidation.awaited = numbers.getAsLong();
            listener.onShareRequest(liquidation.awaited, owing, -owing.marginBalanceE12());
            return;
        }
        final Step step = liquidation.attempts < rules.attempts()
                ? helpingStep(core.wallets().get(liquidation.slot), liquidation.attempts)
                : null;
        if (step != null) {
            liquidation.awaited = numbers.getAsLong();
            final int currency = Ledger.indexOf(step.instrument.terms().settlementCurrency());
            listener.onReduceRequest(liquidation.awaited, account.wallet(currency), step, liquidation.attempts);
            return;
        }
        final boolean byFund = canBearAll(account);
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = account.wallet(currency);
            if (wallet != null && !isFlat(wallet) && force(liquidation, wallet, byFund)) {
                return;
            }
        }
        liquidation.nextNs = timestampNs + IDLE_INTERVALS * rules.intervalNs();
    }

    /** Whether the fund could bear what the account has in each currency, its positions there or its debts. */
    private boolean canBearAll(final CrossAccount account) {
        boolean can = rules.insuranceAccountId() != 0;
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = account.wallet(currency);
            final boolean nothing = wallet == null || isFlat(wallet) && wallet.cash() >= 0;
            final Wallet fund = wallet == null ? null : fundOf(wallet);
            can &= nothing || fund != null && canBear(fund, wallet);
        }
        return can;
    }

    private void force(final Liquidation liquidation, final Wallet wallet, final long timestampNs) {
        final Wallet fund = fundOf(wallet);
        if (!force(liquidation, wallet, fund != null && canBear(fund, wallet))) {
            liquidation.nextNs = timestampNs + IDLE_INTERVALS * rules.intervalNs();
        }
    }

    /** Asks for a wallet's positions to be traded at marks; false where nobody takes any. */
    private boolean force(final Liquidation liquidation, final Wallet wallet, final boolean byFund) {
        final ForcedTrades trades =
                byFund ? deleveraging.takeOver(wallet, rules.insuranceAccountId()) : deleveraging.deleverage(wallet);
        if (trades.count() == 0) {
            return false;
        }
        liquidation.awaited = numbers.getAsLong();
        listener.onForcedTrades(
                liquidation.awaited, wallet, byFund ? LiquidationStage.TAKE_OVER : LiquidationStage.DELEVERAGE, trades);
        return true;
    }

    /**
     * What two accounts need together is not more than the sum of what each needs, but for rare books. What portfolio margin asks for says
     * nothing of what standard margin would, so that a fund under that takes over only such accounts'; to it options are worth nothing.
     */
    private boolean canBear(final Wallet fund, final Wallet wallet) {
        core.reporting().bring(fund);
        final long broughtE12 = fund.isPortfolio() ? wallet.equityE12() : wallet.marginBalanceE12();
        return (fund.isPortfolio() || !wallet.isPortfolio())
                && fund.availableE12() + Math.min(broughtE12, 0)
                        >= crosses.initialMarginE12(wallet) - Math.max(broughtE12, 0);
    }

    private void unwind(final Liquidation liquidation, final Wallet fund, final long timestampNs) {
        if (isFlat(fund)) {
            remove(liquidation);
            return;
        }
        final int attempts = liquidation.attempts % Math.max(1, rules.attempts());
        final Step step = chooser.choose(fund, attempts, true);
        if (step == null) {
            liquidation.nextNs = timestampNs + IDLE_INTERVALS * rules.intervalNs();
            return;
        }
        liquidation.awaited = numbers.getAsLong();
        listener.onReduceRequest(liquidation.awaited, fund, step, liquidation.attempts);
    }

    private boolean isFlat(final Wallet wallet) {
        return core.positions().isFlat(wallet.slot());
    }

    /** The insurance fund's wallet in a wallet's currency, or null. */
    private Wallet fundOf(final Wallet wallet) {
        final Wallet fund = core.wallets().find(rules.insuranceAccountId(), wallet.currency());
        return fund == wallet ? null : fund;
    }

    /** The wallet that a liquidation is kept under. */
    private static Wallet leaderOf(final Wallet wallet) {
        return wallet.cross() == null ? wallet : wallet.cross().leader();
    }

    private Liquidation of(final int slot) {
        return slot < bySlot.length ? bySlot[slot] : null;
    }

    private void add(final Liquidation liquidation) {
        if (liquidation.slot >= bySlot.length) {
            bySlot = Arrays.copyOf(bySlot, Math.max(liquidation.slot + 1, 2 * bySlot.length));
        }
        if (count == active.length) {
            active = Arrays.copyOf(active, 2 * count);
        }
        bySlot[liquidation.slot] = liquidation;
        active[count++] = liquidation;
    }

    private void remove(final Liquidation liquidation) {
        int at = 0;
        while (active[at] != liquidation) {
            at++;
        }
        System.arraycopy(active, at + 1, active, at, count - at - 1);
        active[--count] = null;
        cursor -= at < cursor ? 1 : 0;
        bySlot[liquidation.slot] = null;
    }

    /** How many wallets are in liquidation, the fund's among them while it sells. */
    public int count() {
        return count;
    }

    /** Its share of the hash of all state; nothing while no wallet is in liquidation. */
    public long hash() {
        long hash = count == 0 ? 0 : StateHash.of(HASH_KIND, count, cursor, 0, 0);
        for (int i = 0; i < count; i++) {
            hash = StateHash.and(hash, active[i].hash());
        }
        return hash;
    }

    /** Writes all of it. */
    public void save(final SnapshotOutput out) {
        out.section("liquidations", 2).putInt(count).putInt(count == 0 ? 0 : cursor);
        for (int i = 0; i < count; i++) {
            final Liquidation liquidation = active[i];
            out.putInt(liquidation.slot)
                    .putBoolean(liquidation.unwinding)
                    .putInt(liquidation.cancelled)
                    .putBoolean(liquidation.partly)
                    .putInt(liquidation.attempts)
                    .putLong(liquidation.awaited)
                    .putLong(liquidation.nextNs);
        }
    }

    /** Reads what {@link #save} wrote, once the wallets are there. */
    public void load(final SnapshotInput in) {
        in.section("liquidations", 2);
        final int saved = in.getInt();
        cursor = in.getInt();
        for (int i = 0; i < saved; i++) {
            final Liquidation liquidation = new Liquidation(in.getInt(), in.getBoolean());
            liquidation.cancelled = in.getInt();
            liquidation.partly = in.getBoolean();
            liquidation.attempts = in.getInt();
            liquidation.awaited = in.getLong();
            liquidation.nextNs = in.getLong();
            add(liquidation);
            core.wallets().get(liquidation.slot).setInLiquidation(!liquidation.unwinding);
        }
    }
}
