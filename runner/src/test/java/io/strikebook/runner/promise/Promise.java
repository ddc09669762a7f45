package io.strikebook.runner.promise;

import io.strikebook.runner.promise.Facts.Order;
import io.strikebook.runner.promise.Journal.Kind;
import io.strikebook.runner.promise.Journal.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What pre-trade promises, as a statement that can be evaluated after any command. For every command that takes risk or money and was
 * accepted: take what its account had when the sequencer had last been told (positions, coins, orders that could still fill), and all that
 * was accepted of the account since. Then, at the marks that the sequencer counts at,
 *
 * <pre>
 * for every subset and partial fill of those orders, each at its limit,
 *     equity >= initial margin of the positions then + what is held for quotes
 * </pre>
 *
 * where equity of a standard account is its margin balance, in which options count nothing; and where one margin is over coins and dollars,
 * collateral stands in its place. Accepted withdrawals are gone; an order that is
 * being replaced may fill before and after; one that waits for its trigger cannot fill, until that was decided. The marks are those of the
 * account's newest state, or of the last epoch that margin has finished where that is later, as far as was told.
 *
 * <p>What is exempt, and what holds instead:
 *
 * <ul>
 *   <li>cancels, and replaces that ask for no more lots at the same price or for none: nothing, they take no risk;
 *   <li>a reduce-only order that fits the position: no part of it raises the initial margin, or it leaves equity above it;
 *   <li>quotes of a protected group: what they lose against the mark and are charged is held for them in advance; what they trade is a
 *       position like any other from when the sequencer is told;
 *   <li>a withdrawal of an account without orders: margin has the last word, at its own marks, and the sequencer need not keep free what a
 *       state may have moved by without being told again.
 * </ul>
 *
 * <p>The ledger has whole units: a fill may round its fee and its profit, by a unit each.
 */
final class Promise {
    /** What is claimed of a command where it claims nothing. */
    static final double NOTHING = Double.POSITIVE_INFINITY;

    private static final double MOVED_UNTOLD = 1e-6;
    private static final double MARGIN_DECIMALS = 3e-9;
    private static final double ROUNDING_PER_FILL = 2 * Rules.UNIT;

    /** One order with the prices and total sizes that it had or may have, in the order of its commands. */
    private static final class Chain {
        final int instrument;
        final boolean buy;
        final int filled;
        final List<double[]> pricesAndTotals = new ArrayList<>();
        final long orderId;

        Chain(final long orderId, final int instrument, final boolean buy, final int filled) {
            this.orderId = orderId;
            this.instrument = instrument;
            this.buy = buy;
            this.filled = filled;
        }

        Chain then(final double price, final int total) {
            pricesAndTotals.add(new double[] {price, total});
            return this;
        }
    }

    private final SmallVenue venue;
    private final Journal journal;
    private final int account;
    private final boolean portfolio;

    /** Where one margin is over coins and dollars, what the account has of these; else 0. */
    private final double dollars;

    private final Step step;
    private final Facts known;
    private final Rules.Marks marks;
    private final List<Chain> chains = new ArrayList<>();
    private final double held;

    private Promise(final SmallVenue venue, final Step step) {
        this.venue = venue;
        this.journal = venue.journal();
        this.step = step;
        this.account = step.account;
        this.portfolio = venue.setup().isPortfolio(account);
        this.dollars = venue.setup().isCross(account) ? venue.setup().dollars() : 0;
        this.known = journal.step(step.marginTo).after;
        this.marks = venue.epoch(epoch());
        this.held = journal.reserve(account);
    }

    /**
     * What is left at the worst outcome of an accepted command, in coins, beyond what must be there; negative where the promise is broken.
     * {@link #NOTHING} for commands that nothing is claimed of.
     */
    static double left(final SmallVenue venue, final Step step) {
        final boolean takes = step.kind != Kind.OTHER && step.isAccepted();
        return takes ? new Promise(venue, step).left() : NOTHING;
    }

    /**
     * By how much margin's own numbers of an account differ from the rules written down here, beyond what rounding explains: the balance or
     * equity, or the initial margin, whichever is farther off; 0 or less where they agree, or where a command's answer has no state.
     */
    static double differsFromMargin(final SmallVenue venue, final Step step, final int account) {
        if (step.stateEpochs[account] == 0) {
            return 0;
        }
        final Rules.Marks marks = venue.epoch(step.stateEpochs[account]);
        final boolean portfolio = venue.setup().isPortfolio(account);
        final Facts facts = step.after;
        final int perpetuals = facts.lots[account][Rules.PERPETUAL];
        final int calls = facts.lots[account][Rules.CALL];
        final double equity = equity(facts.coins[account], perpetuals, calls, marks, portfolio);
        final boolean together = venue.setup().isCross(account) && portfolio;
        final double margin = together ? 0 : margin(perpetuals, calls, marks, portfolio);
        final double balanceOff = Math.abs(equity - step.stateBalances[account]);
        final double marginOff = Math.abs(margin - step.stateMargins[account]);
        return Math.max(balanceOff - ROUNDING_PER_FILL * (1 + facts.fills[account]), marginOff - MARGIN_DECIMALS);
    }

    private double left() {
        if (step.kind == Kind.REPLACE && asksForNoMore()) {
            return NOTHING;
        }
        gatherOrders();
        final double least = least(0, 0, coins(), known.lots[account][1], known.lots[account][2], 0) - held;
        return switch (step.kind) {
            case WITHDRAWAL -> Math.min(least + (chains.isEmpty() ? MOVED_UNTOLD : 0), leftByMargin());
            case QUOTES -> Math.min(least, held - quotesCanLose());
            default -> least < 0 && step.reduceOnly && onlyReduces() ? NOTHING : least;
        };
    }

    /** The epoch that the sequencer counts the account at. */
    private long epoch() {
        long stateEpoch = 0;
        long finished = 0;
        for (long at = step.marginTo; at >= journal.first() && (stateEpoch == 0 || finished == 0); at--) {
            final Step told = journal.step(at);
            stateEpoch = stateEpoch == 0 ? told.stateEpochs[account] : stateEpoch;
            finished = finished == 0 ? told.epochApplied : finished;
        }
        return Math.max(stateEpoch, finished);
    }

    private boolean asksForNoMore() {
        final Order order = known.find(step.orderId);
        if (order != null && step.lots <= order.filled) {
            return true;
        }
        for (long at = step.sequence - 1; at >= journal.first(); at--) {
            final Step before = journal.step(at);
            final boolean same = before.isAccepted() && before.orderId == step.orderId;
            if (same && (before.kind == Kind.ORDER || before.kind == Kind.REPLACE)) {
                return before.price == step.price && step.lots <= before.lots;
            }
        }
        return false;
    }

    private double coins() {
        double coins = known.coins[account];
        for (long at = step.marginTo + 1; at <= step.sequence; at++) {
            final Step later = journal.step(at);
            final boolean withdraws = later.kind == Kind.WITHDRAWAL && later.account == account && later.isAccepted();
            coins -= withdraws ? later.coins : 0;
        }
        return coins;
    }

    /** What could still fill when the sequencer was last told, and all that was accepted since. */
    private void gatherOrders() {
        for (final Order order : known.orders) {
            if (order.account == account && !order.waits) {
                chains.add(new Chain(order.id, order.instrument, order.buy, order.filled)
                        .then(order.price, order.filled + order.open));
            }
        }
        for (long at = step.marginTo + 1; at <= step.sequence; at++) {
            final Step later = journal.step(at);
            if (later.account == account && later.isAccepted()) {
                if (later.kind == Kind.ORDER) {
                    chains.add(new Chain(later.orderId, later.instrument, later.buy, 0).then(later.price, later.lots));
                } else if (later.kind == Kind.REPLACE) {
                    chains.stream()
                            .filter(chain -> chain.orderId == later.orderId)
                            .forEach(chain -> chain.then(later.price, later.lots));
                }
            }
        }
    }

    /** The least that is left of equity beyond initial margin, over all fills of the orders from one on. */
    private double least(
            final int from,
            final int version,
            final double coins,
            final int perpetuals,
            final int calls,
            final int traded) {
        if (from == chains.size()) {
            return beyondMargin(equity(coins, perpetuals, calls), perpetuals, calls, marks)
                    + ROUNDING_PER_FILL * (traded + 1 + known.fills[account]);
        }
        final Chain chain = chains.get(from);
        return fills(chain, from, version, chain.filled, coins, perpetuals, calls, traded);
    }

    private double fills(
            final Chain chain,
            final int from,
            final int version,
            final int filled,
            final double coins,
            final int perpetuals,
            final int calls,
            final int traded) {
        if (version == chain.pricesAndTotals.size()) {
            return least(from + 1, 0, coins, perpetuals, calls, traded);
        }
        final double price = chain.pricesAndTotals.get(version)[0];
        final int open = (int) chain.pricesAndTotals.get(version)[1] - filled;
        double least = Double.POSITIVE_INFINITY;
        for (int lots = 0; lots <= Math.max(0, open); lots++) {
            final int signed = chain.buy ? lots : -lots;
            least = Math.min(
                    least,
                    fills(
                            chain,
                            from,
                            version + 1,
                            filled + lots,
                            coins + effect(chain.instrument, chain.buy, lots, price),
                            perpetuals + (chain.instrument == Rules.PERPETUAL ? signed : 0),
                            calls + (chain.instrument == Rules.CALL ? signed : 0),
                            traded + lots));
        }
        return least;
    }

    private static double effect(final int instrument, final boolean buy, final int lots, final double price) {
        return lots == 0
                ? 0
                : Rules.paid(instrument, buy, Rules.value(instrument, lots, price))
                        - Rules.charged(Rules.fee(instrument, lots, price, false));
    }

    /** What is left of equity beyond initial margin; where one margin is over both currencies, of collateral, in coins. */
    private double beyondMargin(final double equity, final int perpetuals, final int calls, final Rules.Marks at) {
        return dollars == 0
                ? equity - margin(perpetuals, calls, at)
                : Rules.leftOfCollateral(equity, dollars, perpetuals, calls, at, portfolio);
    }

    /** Initial margin of positions, with as much in coins as there is now. */
    private double marginNow(final int perpetuals, final int calls) {
        return dollars == 0 || !portfolio
                ? margin(perpetuals, calls)
                : Rules.crossMargin(
                        equity(coins(), known.lots[account][1], known.lots[account][2]), perpetuals, calls, marks);
    }

    private double equity(final double coins, final int perpetuals, final int calls) {
        return equity(coins, perpetuals, calls, marks);
    }

    private double equity(final double coins, final int perpetuals, final int calls, final Rules.Marks at) {
        return equity(coins, perpetuals, calls, at, portfolio);
    }

    private static double equity(
            final double coins, final int perpetuals, final int calls, final Rules.Marks at, final boolean portfolio) {
        return coins
                + Rules.worth(Rules.PERPETUAL, perpetuals, at)
                + (portfolio ? Rules.worth(Rules.CALL, calls, at) : 0);
    }

    private double margin(final int perpetuals, final int calls) {
        return margin(perpetuals, calls, marks);
    }

    private double margin(final int perpetuals, final int calls, final Rules.Marks at) {
        return margin(perpetuals, calls, at, portfolio);
    }

    private static double margin(final int perpetuals, final int calls, final Rules.Marks at, final boolean portfolio) {
        return portfolio ? Rules.portfolioMargin(perpetuals, calls, at) : Rules.standardMargin(perpetuals, calls, at);
    }

    /** Margin pays out what leaves initial margin of the positions at the newest marks. */
    private double leftByMargin() {
        if (step.refusedByMargin) {
            return NOTHING;
        }
        final Rules.Marks newest = venue.epoch(step.marksTo);
        final Facts paid = step.after;
        final int perpetuals = paid.lots[account][Rules.PERPETUAL];
        final int calls = paid.lots[account][Rules.CALL];
        return beyondMargin(equity(paid.coins[account], perpetuals, calls, newest), perpetuals, calls, newest)
                + ROUNDING_PER_FILL * (1 + paid.fills[account]);
    }

    private double quotesCanLose() {
        final Rules.Marks newest = venue.epoch(step.marksTo);
        double sum = 0;
        for (final Order quote : step.after.quotes) {
            if (quote.account == account) {
                final double effect = effect(quote.instrument, quote.buy, quote.open, quote.price)
                        + Rules.worth(quote.instrument, quote.signed(quote.open), newest);
                sum += Math.max(0, -effect);
            }
        }
        return sum;
    }

    /** The order fits the position, and no part of it raises initial margin unless equity is above that. */
    private boolean onlyReduces() {
        final int[] lots = known.lots[account];
        final int position = lots[step.instrument];
        if (step.lots > (step.buy ? -position : position)) {
            return false;
        }
        final double before = marginNow(lots[Rules.PERPETUAL], lots[Rules.CALL]);
        for (int part = 1; part <= step.lots; part++) {
            final int signed = step.buy ? part : -part;
            final int perpetuals = lots[Rules.PERPETUAL] + (step.instrument == Rules.PERPETUAL ? signed : 0);
            final int calls = lots[Rules.CALL] + (step.instrument == Rules.CALL ? signed : 0);
            final double after = marginNow(perpetuals, calls);
            final double coins = coins() + effect(step.instrument, step.buy, part, step.price);
            final double left = beyondMargin(equity(coins, perpetuals, calls), perpetuals, calls, marks);
            if (after > before + Rules.UNIT && left - held < 0) {
                return false;
            }
        }
        return true;
    }
}
