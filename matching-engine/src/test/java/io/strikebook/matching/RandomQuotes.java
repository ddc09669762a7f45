package io.strikebook.matching;

import io.strikebook.matching.ReferenceQuotes.Pair;
import io.strikebook.schemas.RejectCode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random commands about quotes, and marks, written for an engine and told to the reference. */
final class RandomQuotes {
    private static final int ACCOUNTS = 4;
    private static final int GROUPS = 2;
    private static final long COIN_E8 = QuoteCommands.COIN_E8;

    private final SplittableRandom random;
    private final ReferenceQuotes reference;

    RandomQuotes(final SplittableRandom random, final ReferenceQuotes reference) {
        this.random = random;
        this.reference = reference;
    }

    /** The next command is about quotes. */
    void next(final Commands commands, final int instruments) {
        final int die = random.nextInt(100);
        final int account = 1 + random.nextInt(ACCOUNTS);
        final int underlying = 1 + random.nextInt(10) / 9;
        final int group = 1 + random.nextInt(GROUPS);
        reference.due(die >= 74 && die < 82 ? 0 : underlying);
        if (die < 74) {
            massQuote(commands, instruments, account, underlying, group);
        } else if (die < 82) {
            cancel(commands, instruments, account);
        } else if (die < 92) {
            protect(commands, account, underlying, random.nextInt(GROUPS + 1));
        } else {
            final int number = random.nextInt(GROUPS + 1);
            commands.quotes().reset(account, underlying, number);
            reference.reset(account, underlying, number);
        }
    }

    private void massQuote(
            final Commands commands, final int instruments, final int account, final int underlying, final int group) {
        final List<Pair> pairs = new ArrayList<>();
        final int count = random.nextInt(12) == 0 ? 1 + random.nextInt(100) : 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            pairs.add(pair(1 + random.nextInt(instruments), underlying));
        }
        for (final Pair pair : pairs) {
            commands.quotes()
                    .entry(
                            pair.instrument(),
                            pair.bid(),
                            pair.bidLots(),
                            pair.bidCode(),
                            pair.ask(),
                            pair.askLots(),
                            pair.askCode());
        }
        final long set = random.nextInt(3);
        commands.quotes().send(account, underlying, group, set);
        reference.massQuote(account, underlying, group, set, pairs);
    }

    private Pair pair(final int instrument, final int underlying) {
        if (Commands.underlying(instrument) != underlying) {
            return new Pair(instrument, 3, 3, RejectCode.QUOTE_OUTSIDE_GROUP, 5, 5, RejectCode.QUOTE_OUTSIDE_GROUP);
        }
        final long middle = random.nextInt(9) - 4;
        final long bid = middle - 1 - random.nextInt(4);
        final long ask = middle + random.nextInt(4);
        return new Pair(
                instrument,
                random.nextInt(10) == 0 ? QuoteCommands.NONE : bid,
                random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(8),
                random.nextInt(15) == 0 ? RejectCode.BAD_TICK : RejectCode.ACCEPTED,
                random.nextInt(10) == 0 ? QuoteCommands.NONE : ask,
                random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(8),
                random.nextInt(15) == 0 ? RejectCode.MMP_QUANTITY_EXCEEDED : RejectCode.ACCEPTED);
    }

    private void cancel(final Commands commands, final int instruments, final int account) {
        final int underlying = random.nextInt(3);
        final int group = random.nextInt(GROUPS + 1);
        final int instrument = random.nextInt(3) == 0 ? 1 + random.nextInt(instruments) : 0;
        final long set = random.nextInt(3);
        commands.quotes().cancel(account, underlying, group, instrument, set);
        reference.cancel(account, underlying, group, instrument, set);
    }

    private void protect(final Commands commands, final int account, final int underlying, final int group) {
        final boolean removes = random.nextInt(12) == 0;
        final long interval = removes ? 0 : 1 + random.nextInt(400);
        final long frozen = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(200);
        final long most = (1 + random.nextInt(30)) * COIN_E8 / (random.nextInt(3) == 0 ? 10 : 1);
        final long quantity = random.nextInt(4) == 0 ? 0 : most / (1 + random.nextInt(3));
        final long delta = random.nextInt(3) == 0 ? random.nextInt(5) * COIN_E8 / 10 : 0;
        final long vega = random.nextInt(3) == 0 ? random.nextInt(20) * COIN_E8 : 0;
        commands.quotes().protect(account, underlying, group, interval, frozen, quantity, delta, vega, most);
        reference.protect(account, underlying, group, interval, frozen, quantity, delta, vega, most);
    }

    /** Marks that come before the next command. */
    void mark(final Commands commands, final int instruments) {
        final long epoch = commands.sequence() + 1;
        final boolean stale = random.nextInt(6) == 0;
        commands.marks().stale(stale);
        reference.stale(stale);
        if (random.nextInt(5) == 0) {
            final int underlying = 1 + random.nextInt(3);
            final long priceE8 = random.nextInt(1_000_000);
            commands.marks().index(epoch, underlying, priceE8);
            reference.index(underlying, priceE8);
        } else {
            final int instrument = 1 + random.nextInt(instruments);
            final long priceE8 = random.nextInt(20) == 0 ? random.nextLong() >> 8 : random.nextInt(30_000_000);
            final int deltaE9 = random.nextInt(2_000_000_001) - 1_000_000_000;
            final long vegaE8 = random.nextInt(20) == 0 ? random.nextLong() : random.nextLong(100 * COIN_E8);
            commands.marks().mark(epoch, instrument, priceE8, deltaE9, vegaE8);
            reference.mark(instrument, priceE8, deltaE9, vegaE8);
        }
    }
}
