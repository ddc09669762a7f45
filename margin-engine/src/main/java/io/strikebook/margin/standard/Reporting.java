package io.strikebook.margin.standard;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.cross.CrossAccounts;
import io.strikebook.margin.ledger.Ledger;
import io.strikebook.margin.portfolio.Portfolios;
import io.strikebook.margin.position.Position;
import io.strikebook.margin.position.PositionBook;
import io.strikebook.margin.position.PositionTable;
import java.util.Arrays;

/**
 * Decides when a wallet's state is reported, and re-marks.
 *
 * <ul>
 *   <li>A wallet that a command changed is reported at once when a flag changed or money came or went; else in the first group in which
 *       so many of its commands, or so much time, passed since its last report. Time runs on any command, a tick included.
 *   <li>Each command re-marks the wallets it changes, then a bounded number of others in slot order, until all of them are at the epoch
 *       that the pass began with or a later one: that epoch is applied, and the next pass begins with the newest. A re-marked wallet is
 *       reported when a flag changed or its balance, or what is available, moved by a threshold. So is one that a command changed, and
 *       hence re-marked, before the pass came to it: who reads that the epoch is applied counts on it.
 *   <li>A wallet of which positions were settled is reported with one of the next ticks, so many of these per tick, in slot order; or when
 *       the pass comes to it, so that an epoch is not applied while a state is owed.
 *   <li>Wallets of an account with one margin over all of them are re-marked, and reported, together.
 * </ul>
 */
public final class Reporting {
    private static final int VISITS_PER_REMARK = 16;
    private static final int OWED_PER_TICK = 256;

    private final VenueParameters.Margin parameters;
    private final StateHash hash;
    private final Wallets wallets;
    private final PositionBook positions;
    private final Position position;
    private final NewestMarks marks;
    private final Valuation valuation;
    private final Payments payments;
    private final Portfolios portfolios;
    private final CrossAccounts crosses;
    private final MarginListener listener;
    private final StateWatch watch;
    private final DueHeap due = new DueHeap();
    private Wallet[] touched = new Wallet[64];
    private int touchedCount;
    private long passEpoch;
    private long appliedEpoch;
    private int passCursor;
    private int owedCursor;
    private int owedCount;
    private long sequence;
    private long timestampNs;

    Reporting(
            final VenueParameters.Margin parameters,
            final StateHash hash,
            final Wallets wallets,
            final PositionBook positions,
            final NewestMarks marks,
            final Valuation valuation,
            final Payments payments,
            final Portfolios portfolios,
            final CrossAccounts crosses,
            final MarginListener listener,
            final StateWatch watch) {
        this.parameters = parameters;
        this.hash = hash;
        this.wallets = wallets;
        this.positions = positions;
        this.position = positions.view();
        this.marks = marks;
        this.valuation = valuation;
        this.payments = payments;
        this.portfolios = portfolios;
        this.crosses = crosses;
        this.listener = listener;
        this.watch = watch;
    }

    /** Last epoch that every wallet has been re-marked with. */
    public long appliedEpoch() {
        return appliedEpoch;
    }

    /** Epoch of the pass under way; equal to {@link #appliedEpoch} where there is none. */
    public long passEpoch() {
        return passEpoch;
    }

    /** Next slot that the pass visits. */
    public int passCursor() {
        return passCursor;
    }

    /** Next slot that is looked at for a state that is owed. */
    public int owedCursor() {
        return owedCursor;
    }

    /** Sets what a snapshot carried; wallets are restored before. */
    public void restorePass(
            final long restoredPassEpoch,
            final long restoredAppliedEpoch,
            final int cursor,
            final int restoredOwedCursor) {
        owedCursor = restoredOwedCursor;
        passEpoch = restoredPassEpoch;
        appliedEpoch = restoredAppliedEpoch;
        passCursor = cursor;
        for (int slot = 0; slot < wallets.size(); slot++) {
            if (wallets.get(slot).pendingCommands > 0) {
                due.add(wallets.get(slot));
            }
            owedCount += wallets.get(slot).owed ? 1 : 0;
        }
    }

    /** Notes that the command under way changed a wallet. */
    void touch(final Wallet wallet) {
        if (!wallet.touched) {
            wallet.touched = true;
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, touchedCount * 2);
            }
            touched[touchedCount++] = wallet;
        }
    }

    /** The command under way settled positions of a wallet. */
    void owe(final Wallet wallet) {
        owedCursor = 0;
        if (!wallet.owed) {
            wallet.owed = true;
            owedCount++;
        }
        wallet.rehash(hash);
    }

    /** Positions of a wallet were valued, which is in its sums. */
    void rehash(final Wallet wallet) {
        wallet.rehash(hash);
    }

    void endCommand(final long commandSequence, final long commandTimestampNs, final boolean tick) {
        sequence = commandSequence;
        timestampNs = commandTimestampNs;
        for (int i = 0; i < touchedCount; i++) {
            settle(touched[i]);
            touched[i] = null;
        }
        touchedCount = 0;
        for (Wallet first = due.first(); first != null && isDueByTime(first); first = due.first()) {
            remark(first);
            report(first);
        }
        if (tick && owedCount > 0) {
            reportOwed();
        }
        remarkSlice();
    }

    /** Values a wallet at the newest marks; true where there was anything to value. */
    boolean remark(final Wallet wallet) {
        if (wallet.marksEpoch == marks.epoch()) {
            return false;
        }
        if (wallet.cross == null) {
            return value(wallet);
        }
        value(wallet.cross);
        return true;
    }

    /** Brings a wallet, or all of its account where those have one margin, to the newest marks and to all that has happened. */
    void refresh(final Wallet wallet) {
        if (wallet.cross != null) {
            value(wallet.cross);
        } else if (!remark(wallet) && wallet.isPortfolio()) {
            compute(wallet);
        }
    }

    private void value(final CrossAccount account) {
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = account.wallet(currency);
            if (wallet != null && wallet.marksEpoch != marks.epoch()) {
                value(wallet);
            }
        }
        crosses.evaluate(account);
        account.rehash(hash);
    }

    private boolean value(final Wallet wallet) {
        wallet.marksEpoch = marks.epoch();
        wallet.clearSums();
        final PositionTable table = positions.table(wallet.slot);
        final boolean any = table != null && table.open() > 0;
        if (wallet.isPortfolio()) {
            if (!any || !remarkOptions(wallet, table)) {
                valueEach(wallet);
                portfolios.remark(wallet.portfolio, wallet.slot);
            }
            compute(wallet);
        } else {
            valueEach(wallet);
        }
        wallet.rehash(hash);
        return any;
    }

    /** The fast lane, for options under portfolio margin; what else there is follows one by one. */
    private boolean remarkOptions(final Wallet wallet, final PositionTable table) {
        if (!portfolios.remarkOptions(wallet.portfolio, table)) {
            return false;
        }
        wallet.optionValue.add(portfolios.optionValueE12());
        boolean taken = true;
        for (int i = 0; i < portfolios.restCount(); i++) {
            position.to(wallet.slot, table, portfolios.rest(i));
            valuePosition(wallet);
            taken &= portfolios.add(wallet.portfolio, position);
        }
        if (!taken) {
            portfolios.remark(wallet.portfolio, wallet.slot);
        }
        return true;
    }

    private void valueEach(final Wallet wallet) {
        for (boolean held = position.toFirst(wallet.slot); held; held = position.toNext()) {
            valuePosition(wallet);
        }
    }

    private void valuePosition(final Wallet wallet) {
        if (position.instrument().isPerpetual()) {
            positions.change(position);
            payments.fund(wallet, position);
            positions.keepOrRelease(position);
        }
        valuation.value(wallet, position);
        wallet.give(position);
    }

    /** Values a wallet at the newest marks as the command ends, and reports it where the pass would have. */
    public void bring(final Wallet wallet) {
        if (remark(wallet) && hasMoved(wallet)) {
            report(wallet);
        }
    }

    /** Values a wallet at the newest marks, whenever it was last. */
    void revalue(final Wallet wallet) {
        forget(wallet);
        remark(wallet);
    }

    /** A wallet's margins were the sum of its positions' and will be of its books, or the other way. */
    void clearMargins(final Wallet wallet) {
        final PositionTable table = positions.table(wallet.slot);
        if (table != null) {
            table.clearMargins();
        }
    }

    /** Whoever values a wallet next, and those of its account that have one margin, does so whatever the epoch. */
    void forget(final Wallet wallet) {
        wallet.forgetMarks();
        for (int currency = 0; currency < Ledger.currencyCount() && wallet.cross != null; currency++) {
            if (wallet.cross.wallet(currency) != null) {
                wallet.cross.wallet(currency).forgetMarks();
            }
        }
    }

    /** Computes portfolio margin of what is in the wallet's books. */
    private void compute(final Wallet wallet) {
        if (wallet.cross != null) {
            return; // of all its account's wallets together
        }
        portfolios.evaluate(wallet.portfolio);
        wallet.portfolioMargin(portfolios.initialE12(), portfolios.maintenanceE12());
    }

    long passHash() {
        return StateHash.of(8, passEpoch, appliedEpoch, passCursor, owedCursor);
    }

    private void settle(final Wallet wallet) {
        wallet.touched = false;
        if (wallet.cross != null && wallet.reportedSequence == sequence) {
            wallet.reportNow = false;
            return; // with another wallet of its account
        }
        refresh(wallet);
        wallet.pendingCommands++;
        final boolean now = wallet.reportNow
                || wallet.flags() != wallet.reportedFlags
                || wallet.pendingCommands >= parameters.stateCommands()
                || isDueByTime(wallet);
        wallet.reportNow = false;
        if (now) {
            report(wallet);
        } else {
            wallet.rehash(hash);
            due.add(wallet);
        }
    }

    private void reportOwed() {
        int budget = OWED_PER_TICK;
        int visits = OWED_PER_TICK * VISITS_PER_REMARK;
        while (owedCount > 0 && budget > 0 && visits > 0) {
            final Wallet wallet = wallets.get(owedCursor);
            owedCursor = owedCursor + 1 == wallets.size() ? 0 : owedCursor + 1;
            visits--;
            if (wallet.owed) {
                budget--;
                remark(wallet);
                report(wallet);
            }
        }
    }

    private void remarkSlice() {
        if (passEpoch == appliedEpoch && marks.epoch() > passEpoch) {
            passEpoch = marks.epoch();
            passCursor = 0;
        }
        if (passEpoch == appliedEpoch) {
            return;
        }
        int budget = parameters.remarkAccountsPerCommand();
        int visits = budget * VISITS_PER_REMARK;
        while (passCursor < wallets.size() && budget > 0 && visits > 0) {
            final Wallet wallet = wallets.get(passCursor++);
            visits--;
            final boolean valued = remark(wallet);
            budget -= valued || wallet.owed ? 1 : 0;
            if (wallet.owed || (valued || wallet.pendingCommands > 0) && hasMoved(wallet)) {
                report(wallet);
            }
        }
        if (passCursor == wallets.size()) {
            appliedEpoch = passEpoch;
            listener.onEpochApplied(passEpoch);
        }
    }

    private boolean hasMoved(final Wallet wallet) {
        if (wallet.cross != null) {
            return hasMoved(wallet.cross);
        }
        return wallet.flags() != wallet.reportedFlags || wallet.movedBy(parameters.remarkThresholdE12());
    }

    private boolean hasMoved(final CrossAccount account) {
        boolean moved = false;
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            final Wallet wallet = account.wallet(currency);
            moved |= wallet != null
                    && (wallet.flags() != wallet.reportedFlags || wallet.movedBy(parameters.remarkThresholdE12()));
        }
        return moved;
    }

    private boolean isDueByTime(final Wallet wallet) {
        return wallet.reportedNs == Long.MIN_VALUE || timestampNs - wallet.reportedNs >= parameters.stateIntervalNs();
    }

    /** Reports a wallet's state, or those of its account that have one margin, in the group of the command that ends. */
    public void report(final Wallet wallet) {
        if (wallet.cross == null) {
            watch.reporting(wallet);
            state(wallet);
            return;
        }
        refresh(wallet); // components are told with the sums, and are in no snapshot
        watch.reporting(wallet.cross.leader());
        for (int currency = 0; currency < Ledger.currencyCount(); currency++) {
            if (wallet.cross.wallet(currency) != null) {
                state(wallet.cross.wallet(currency));
            }
        }
        listener.onCross(wallet.cross);
    }

    private void state(final Wallet wallet) {
        due.remove(wallet);
        if (wallet.owed) {
            wallet.owed = false;
            owedCount--;
        }
        wallet.reported(sequence, timestampNs);
        wallet.rehash(hash);
        listener.onState(wallet);
    }
}
