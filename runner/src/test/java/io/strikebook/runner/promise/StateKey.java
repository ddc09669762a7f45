package io.strikebook.runner.promise;

import io.strikebook.common.hash.StateHash;
import io.strikebook.runner.promise.Facts.Order;
import io.strikebook.runner.promise.Journal.Step;

/**
 * Tells states of a small venue apart by what anything later can depend on: the facts as of the oldest account state that the sequencer
 * counts with, and what happened since, with the place that it has been told to. Numbers of commands and orders, which only grow, count from
 * there; commands that were refused did nothing.
 */
final class StateKey {
    private final Journal journal;
    private long key = 17;

    private StateKey(final Journal journal) {
        this.journal = journal;
    }

    static long of(final SmallVenue venue) {
        final StateKey key = new StateKey(venue.journal());
        key.add(venue);
        return key.key;
    }

    private void add(final SmallVenue venue) {
        final long told = venue.delivered();
        long base = told;
        for (int account = 1; account <= SmallVenue.ACCOUNTS; account++) {
            final long asOf = stateAsOf(account, told);
            base = Math.min(base, isCovered(account, asOf, told) ? told : asOf);
            put(venue.epoch(journal.step(asOf).stateEpochs[account]));
        }
        put(venue.epoch(finished(told)));
        final Facts facts = journal.step(base).after;
        put(facts, base);
        for (long at = base; at <= journal.lastSequence(); at++) {
            final Step step = journal.step(at);
            final boolean quiet = !step.isAccepted() && step.epochApplied == 0;
            if (!quiet || at == base) {
                put(venue, step, base);
            }
            if (at == told) {
                put(-1);
            }
        }
        put(venue.newestMarks());
        put(venue.sinceTick(base));
    }

    /** Whether nothing happened to an account that its state does not say. */
    private boolean isCovered(final int account, final long asOf, final long told) {
        final Facts stated = journal.step(asOf).after;
        final Facts now = journal.step(told).after;
        boolean covered = stated.fills[account] == now.fills[account];
        for (long at = asOf + 1; at <= told; at++) {
            final Step step = journal.step(at);
            covered &= step.account != account || step.kind != Journal.Kind.WITHDRAWAL;
        }
        return covered;
    }

    private long finished(final long told) {
        for (long at = told; at >= journal.first(); at--) {
            if (journal.step(at).epochApplied != 0) {
                return journal.step(at).epochApplied;
            }
        }
        return 0;
    }

    private long stateAsOf(final int account, final long told) {
        for (long at = told; at >= journal.first(); at--) {
            if (journal.step(at).stateEpochs[account] != 0) {
                return at;
            }
        }
        return journal.first();
    }

    private void put(final Facts facts, final long base) {
        for (int account = 1; account <= SmallVenue.ACCOUNTS; account++) {
            put(facts.coins[account]);
            for (final int lots : facts.lots[account]) {
                put(lots);
            }
        }
        for (int instrument = 1; instrument <= SmallVenue.INSTRUMENTS; instrument++) {
            for (final Order order : facts.orders) {
                if (order.instrument == instrument) {
                    put(order);
                    put(facts.orders.stream()
                            .filter(other -> other.account == order.account && other.instrument == order.instrument)
                            .filter(other -> other.version < order.version)
                            .count());
                }
            }
        }
        put(-2);
        for (final Order quote : facts.quotes) {
            put(quote);
        }
        put(-3);
    }

    private void put(final Order order) {
        put(order.account * 64L
                + order.instrument * 16L
                + (order.buy ? 8 : 0)
                + (order.waits ? 4 : 0)
                + (order.reduceOnly ? 2 : 0));
        put(order.price);
        put(order.open);
        put(order.filled);
    }

    private void put(final SmallVenue venue, final Step step, final long base) {
        put(step.kind.ordinal());
        put(step.template);
        put(step.account);
        put(step.instrument * 4L + (step.buy ? 2 : 0) + (step.reduceOnly ? 1 : 0));
        put(step.price);
        put(step.lots);
        put(step.coins);
        put(orderNumber(step.orderId, base));
        put(venue.epoch(step.marksTo));
        put(venue.epoch(step.epochApplied));
        put(step.epochApplied == 0 ? 0 : 1);
        for (final long epoch : step.stateEpochs) {
            put(venue.epoch(epoch));
            put(epoch == 0 ? 0 : 1);
        }
        put(step.after, base);
    }

    /** An order is known by its place among those there were, or by the command that brought it. */
    private long orderNumber(final long orderId, final long base) {
        final Facts facts = journal.step(base).after;
        for (int i = 0; i < facts.orders.size(); i++) {
            if (facts.orders.get(i).id == orderId) {
                return i + 1;
            }
        }
        long number = 1_000;
        for (long at = base; at < orderId >> 12 && at <= journal.lastSequence(); at++) {
            number += journal.step(at).isAccepted() ? 1 : 0;
        }
        return orderId == 0 ? 0 : number;
    }

    private void put(final Rules.Marks marks) {
        put(marks.perpetual());
        put(marks.call());
    }

    private void put(final double number) {
        put(Double.doubleToLongBits(number));
    }

    private void put(final long number) {
        key = StateHash.mix(key * 31 + number);
    }
}
