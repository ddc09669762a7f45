package io.strikebook.matching;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random commands of every kind, written for an engine and told to the reference; one seed, one session. */
final class RandomSession {
    private static final int ACCOUNTS = 6;
    private static final int MAX_INSTRUMENTS = ComboCommands.LAST;

    private final SplittableRandom random;
    private final ReferenceMatching reference = new ReferenceMatching();
    private final RandomVenueCommands venueCommands;
    private final List<Long> recentIds = new ArrayList<>();
    private final RandomQuotes quotes;
    private final RandomTriggers triggers;
    private final RandomLinks links;
    private final RandomPhases phases;
    private final RandomBlocks blocks;
    private final int calmEvery;
    private int instruments;
    private long skippedNs;

    RandomSession(final long seed) {
        this(seed, 100);
    }

    /** One that brings an instrument one step nearer to trading with combinations once in so many commands. */
    RandomSession(final long seed, final int calmEvery) {
        this.calmEvery = calmEvery;
        random = new SplittableRandom(seed);
        venueCommands = new RandomVenueCommands(random, reference, ACCOUNTS);
        quotes = new RandomQuotes(random, reference.quotes());
        triggers = new RandomTriggers(random, reference);
        links = new RandomLinks(random, reference, triggers);
        phases = new RandomPhases(random, reference);
        blocks = new RandomBlocks(random, reference, ACCOUNTS);
    }

    ReferenceMatching reference() {
        return reference;
    }

    /** Writes the next command and returns the events that it must cause. */
    List<String> next(final Commands commands) {
        skip();
        commands.skip(skippedNs);
        reference.begin(commands.sequence() + 1, commands.nextNs());
        if (instruments > 0 && random.nextInt(8) == 0) {
            quotes.mark(commands, ordinary());
        }
        final int die = random.nextInt(1_000);
        commands.from(1 + random.nextInt(RandomVenueCommands.SOURCES));
        if (random.nextInt(calmEvery) == 0 && instruments > 1 && phases.calm(commands, instruments)) {
            return reference.end();
        }
        if (random.nextInt(calmEvery < 10 ? 750 : 60) == 0 && instruments > 1) {
            phases.next(commands, ordinary());
        } else if (instruments < 2 || die < 2 + 40 / calmEvery && instruments < MAX_INSTRUMENTS) {
            reference.due();
            commands.list(++instruments);
            reference.list(instruments);
            if (ComboCommands.isOne(instruments)) {
                reference.phases().combos().list(instruments);
            }
        } else if (random.nextInt(50) == 0) {
            venueCommands.next(commands, instruments);
        } else if (random.nextInt(50) == 0) {
            blocks.next(commands, ordinary());
        } else if (!triggers.next(commands)) {
            next(commands, die);
        }
        return reference.end();
    }

    /** Time goes on by nanoseconds, as everything that ends needs it; now and then by what statistics count in. */
    private void skip() {
        final int die = random.nextInt(4_000);
        if (die < 100) {
            skippedNs += random.nextInt(100);
        } else if (die < 120) {
            skippedNs += random.nextInt(80_000_000);
        } else if (die < 122) {
            skippedNs += random.nextLong(30 * 3_600_000_000_000L);
        }
    }

    private void next(final Commands commands, final int die) {
        if (die < 200) {
            quotes.next(commands, ordinary());
        } else if (die < 630) {
            newOrder(commands);
        } else if (die < 780) {
            final ReferenceMatching.Entry order = anyOrder();
            final int account = random.nextInt(20) == 0 ? account() : order.account;
            final int instrument = random.nextInt(10) == 0 ? 0 : order.instrument;
            commands.cancel(account, instrument, order.id);
            reference.due(instrument);
            reference.cancel(account, instrument, order.id);
        } else if (die < 950) {
            replace(commands);
        } else {
            rare(commands, die);
        }
    }

    /** What concerns many orders or none; of 950 to 999. */
    private void rare(final Commands commands, final int die) {
        if (die < 954) {
            final int account = account();
            final int instrument = random.nextInt(instruments + 1);
            commands.massCancel(account, instrument);
            reference.due();
            reference.cancelAll(account, instrument, CancelReason.MASS_CANCEL);
        } else if (die < 958) {
            final int account = account();
            final int instrument = random.nextInt(instruments + 1);
            final String label = "label " + (2 + random.nextInt(4));
            commands.cancelByLabel(account, instrument, label);
            reference.due();
            reference.cancelByLabel(account, instrument, label);
        } else if (die < 959) {
            final List<Integer> members = List.of(account(), account());
            commands.killGroup(true, members);
            reference.due();
            members.forEach(member -> reference.cancelAll(member, 0, CancelReason.KILL_SWITCH));
        } else if (die < 961) {
            final int account = random.nextInt(ACCOUNTS + 1);
            final boolean on = random.nextBoolean();
            commands.killSwitch(account, on);
            reference.due();
            if (on) {
                reference.cancelAll(account, 0, CancelReason.KILL_SWITCH);
            }
        } else if (die < 971) {
            phases.next(commands, ordinary());
        } else if (die < 987) {
            commands.decided(RejectCode.INSUFFICIENT_MARGIN);
            commands.limit(account(), 1, Side.BUY, 1, 1);
            commands.decided(RejectCode.ACCEPTED);
            reference.due(1);
            reference.rejected(RejectCode.INSUFFICIENT_MARGIN);
        } else {
            commands.tick();
            reference.due();
            reference.tick();
        }
    }

    private void newOrder(final Commands commands) {
        if (random.nextInt(8) == 0) {
            newLinked(commands);
            return;
        }
        final ReferenceMatching.Entry order = order(commands, commands.nextOrderId(), instruments);
        if (random.nextInt(3) == 0) {
            addDetails(order, commands.nextNs());
        }
        remember(order.id);
        if (random.nextInt(7) == 0 && !ComboCommands.isOne(order.instrument)) {
            triggers.newOrder(commands, order);
            return;
        }
        commands.newOrder(order);
        reference.due(order.instrument);
        reference.newOrder(order);
    }

    /** Two or three orders of an account and underlying. */
    private void newLinked(final Commands commands) {
        final List<ReferenceMatching.Entry> parts = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            final ReferenceMatching.Entry part = order(commands, commands.nextOrderId() + i, ordinary());
            addDetails(part, commands.nextNs());
            remember(part.id);
            if (i > 0) {
                part.account = parts.get(0).account;
                part.source = parts.get(0).source;
                part.label = parts.get(0).label;
                while (Commands.underlying(part.instrument) != Commands.underlying(parts.get(0).instrument)) {
                    part.instrument = 1 + random.nextInt(ordinary());
                }
            }
            parts.add(part);
        }
        links.newOrders(commands, parts);
    }

    private ReferenceMatching.Entry order(final Commands commands, final long id, final int lastInstrument) {
        final ReferenceMatching.Entry order = new ReferenceMatching.Entry();
        order.id = id;
        order.clientId = commands.sequence() + 1;
        order.account = account();
        order.source = commands.source();
        order.instrument = 1 + random.nextInt(lastInstrument);
        order.side = random.nextBoolean() ? Side.BUY : Side.SELL;
        order.timeInForce = timeInForce();
        order.type = random.nextInt(12) == 0 ? OrderType.MARKET : OrderType.LIMIT;
        if (random.nextInt(12) == 0 && order.timeInForce == TimeInForce.GOOD_TIL_CANCELLED) {
            order.type = OrderType.MARKET_TO_LIMIT;
        }
        order.price = price(order.side);
        order.open = lots();
        order.postOnly = random.nextInt(6) == 0;
        order.rejectPostOnly = order.postOnly && random.nextInt(3) == 0;
        order.reduceOnly = random.nextInt(4) == 0;
        order.mmp = random.nextInt(5) == 0;
        if (ComboCommands.isOne(order.instrument)) {
            order.reduceOnly = false;
            order.mmp = false;
            order.price += (order.side == Side.BUY ? 1 : -1) * random.nextLong(10);
        }
        return order;
    }

    private void addDetails(final ReferenceMatching.Entry order, final long nowNs) {
        order.detailed = true;
        order.label = label();
        if (order.timeInForce == TimeInForce.GOOD_TIL_CANCELLED && random.nextBoolean()) {
            order.timeInForce = random.nextBoolean() ? TimeInForce.GOOD_TIL_DATE : TimeInForce.GOOD_TIL_DAY;
            order.expireNs = nowNs + 1 + random.nextInt(200);
        } else if (order.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL && random.nextBoolean()) {
            order.minimum = 1 + random.nextLong(order.open);
        }
        if (order.type != OrderType.MARKET
                && order.timeInForce != TimeInForce.IMMEDIATE_OR_CANCEL
                && order.timeInForce != TimeInForce.FILL_OR_KILL
                && random.nextBoolean()) {
            order.display = 1 + random.nextLong(Math.min(order.open, 4));
        }
    }

    private void replace(final Commands commands) {
        final ReferenceMatching.Entry order = anyOrder();
        final long price = random.nextInt(3) == 0 ? order.price : price(order.side);
        final long total = random.nextInt(3) == 0 ? order.filled + order.open : lots();
        commands.replace(order.account, order.instrument, order.id, price, total);
        reference.due(order.instrument);
        reference.replace(order.account, order.instrument, order.id, price, total);
    }

    /** How many are no combinations. */
    private int ordinary() {
        return Math.min(instruments, ComboCommands.LAST_ORDINARY);
    }

    /** Mostly a live order, sometimes one that is gone. */
    private ReferenceMatching.Entry anyOrder() {
        final List<ReferenceMatching.Entry> live = reference.orders();
        if (!live.isEmpty() && random.nextInt(12) > 0) {
            return live.get(random.nextInt(live.size())).copy();
        }
        final ReferenceMatching.Entry gone = new ReferenceMatching.Entry();
        gone.id = recentIds.isEmpty() ? 1 : recentIds.get(random.nextInt(recentIds.size()));
        gone.account = account();
        gone.instrument = 1 + random.nextInt(instruments);
        gone.side = Side.BUY;
        gone.price = 100;
        gone.open = 1;
        return gone;
    }

    private void remember(final long id) {
        if (recentIds.size() < 64) {
            recentIds.add(id);
        } else {
            recentIds.set(random.nextInt(64), id);
        }
    }

    /** Few, so that they meet; one as long as it gets. */
    private String label() {
        final int die = random.nextInt(6);
        return die == 0 ? "" : die == 1 ? "0123456789abcdef".repeat(4) : "label " + die;
    }

    private TimeInForce timeInForce() {
        final int die = random.nextInt(10);
        if (die < 7) {
            return TimeInForce.GOOD_TIL_CANCELLED;
        }
        return die < 8 ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.FILL_OR_KILL;
    }

    /** Centred so that books get deep and still trade; negative prices too, as combinations have them. */
    private long price(final Side side) {
        final long distance = random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(12);
        return side == Side.BUY ? 4 - distance : -4 + distance;
    }

    private long lots() {
        return random.nextInt(30) == 0 ? 1 + random.nextInt(200) : 1 + random.nextInt(12);
    }

    private int account() {
        return 1 + random.nextInt(ACCOUNTS);
    }
}
