package io.strikebook.runner.promise;

import io.strikebook.runner.promise.Facts.Order;
import io.strikebook.runner.promise.Journal.Kind;
import io.strikebook.runner.promise.Journal.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The check of orders of a standard account by its published words, from scratch for each order: right, or with one mistake. Of the other
 * account it takes everything. Knows orders only.
 */
final class PlainLadder implements Gate {
    /** What may be wrong with it. */
    enum Mistake {
        NONE,
        IGNORES_IN_FLIGHT,
        IGNORES_RESTING,
        FORGETS_FEES,
        FORGETS_THE_LIMIT,
        GRANTS_CLOSING_TWICE,
        TAKES_OLD_MARKS
    }

    private static final double KEPT_FREE = 1e-6;

    private record Ask(int instrument, boolean buy, int lots, double price) {}

    private final Mistake mistake;
    private int refusals;

    PlainLadder(final Mistake mistake) {
        this.mistake = mistake;
    }

    /** How often it said no. */
    int refusals() {
        return refusals;
    }

    @Override
    public boolean allows(
            final SmallVenue venue,
            final int account,
            final int instrument,
            final boolean buy,
            final int lots,
            final double price) {
        if (account != 1) {
            return true;
        }
        final Journal journal = venue.journal();
        final Facts known = journal.step(venue.delivered()).after;
        final List<Ask> asks = new ArrayList<>();
        for (final Order order : known.orders) {
            if (order.account == 1 && mistake != Mistake.IGNORES_RESTING) {
                asks.add(new Ask(order.instrument, order.buy, order.open, order.price));
            }
        }
        for (long at = venue.delivered() + 1; at <= journal.lastSequence(); at++) {
            final Step step = journal.step(at);
            if (step.account == 1 && step.kind == Kind.ORDER && mistake != Mistake.IGNORES_IN_FLIGHT) {
                asks.add(new Ask(step.instrument, step.buy, step.lots, step.price));
            }
        }
        asks.add(new Ask(instrument, buy, lots, price));
        final long epoch = mistake == Mistake.TAKES_OLD_MARKS ? 1 : journal.step(venue.delivered()).marksTo;
        final boolean covered = free(known, venue.epoch(epoch)) >= required(asks, known.lots[1], venue.epoch(epoch));
        refusals += covered ? 0 : 1;
        return covered;
    }

    private static double free(final Facts known, final Rules.Marks marks) {
        final int perpetuals = known.lots[1][Rules.PERPETUAL];
        return known.coins[1]
                + Rules.worth(Rules.PERPETUAL, perpetuals, marks)
                - Rules.standardMargin(perpetuals, known.lots[1][Rules.CALL], marks)
                - KEPT_FREE;
    }

    private double required(final List<Ask> asks, final int[] held, final Rules.Marks marks) {
        double sum = 0;
        int shortLeft = Math.max(0, -held[Rules.CALL]);
        int longLeft = Math.max(0, held[Rules.CALL]);
        int bought = 0;
        int sold = 0;
        for (final Ask ask : asks) {
            final double fee = mistake == Mistake.FORGETS_FEES
                    ? 0
                    : Rules.charged(Rules.fee(ask.instrument, ask.lots, ask.price, false));
            if (ask.instrument == Rules.PERPETUAL) {
                bought += ask.buy ? ask.lots : 0;
                sold += ask.buy ? 0 : ask.lots;
                sum += fee + adverse(ask, marks);
            } else if (ask.buy) {
                final int closing = Math.min(ask.lots, shortLeft);
                shortLeft -= mistake == Mistake.GRANTS_CLOSING_TWICE ? 0 : closing;
                final double premium = mistake == Mistake.FORGETS_THE_LIMIT ? marks.call() : ask.price;
                sum += Math.max(
                        0, Rules.value(Rules.CALL, ask.lots, premium) + fee - Rules.standardMargin(0, -closing, marks));
            } else {
                final int closing = Math.min(ask.lots, longLeft);
                longLeft -= mistake == Mistake.GRANTS_CLOSING_TWICE ? 0 : closing;
                sum += fee + Rules.standardMargin(0, closing - ask.lots, marks);
            }
        }
        return sum + opening(held[Rules.PERPETUAL], bought, marks) + opening(-held[Rules.PERPETUAL], sold, marks);
    }

    /** How much worse than the mark the limit is. */
    private double adverse(final Ask ask, final Rules.Marks marks) {
        final double gained = Rules.paid(ask.instrument, ask.buy, Rules.value(ask.instrument, ask.lots, ask.price))
                + Rules.worth(ask.instrument, ask.buy ? ask.lots : -ask.lots, marks);
        return mistake == Mistake.FORGETS_THE_LIMIT ? 0 : Math.max(0, -gained);
    }

    /** What one side's orders add to initial margin, the position counted in their direction. */
    private static double opening(final int held, final int lots, final Rules.Marks marks) {
        if (lots == 0 || held + lots <= 0) {
            return 0;
        }
        return Rules.standardMargin(held + lots, 0, marks) - (held > 0 ? Rules.standardMargin(held, 0, marks) : 0);
    }
}
