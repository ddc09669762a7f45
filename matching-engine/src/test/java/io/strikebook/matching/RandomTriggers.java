package io.strikebook.matching;

import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random commands about orders that wait for a trigger, written for an engine and told to the reference, and a stand-in for margin and
 * sequencer: what fired is decided in the order in which it fired, after any number of other commands.
 */
final class RandomTriggers {
    private static final TriggerKind[] KINDS = {TriggerKind.STOP, TriggerKind.TAKE, TriggerKind.TRAILING};
    private static final TriggerReference[] REFERENCES = {
        TriggerReference.MARK, TriggerReference.INDEX, TriggerReference.LAST
    };

    private final SplittableRandom random;
    private final ReferenceMatching reference;
    private final ArrayDeque<ReferenceMatching.Entry> fired = new ArrayDeque<>();

    RandomTriggers(final SplittableRandom random, final ReferenceMatching reference) {
        this.random = random;
        this.reference = reference;
    }

    /** Takes over what fired in the command before; whether the next command was about orders that wait. */
    boolean next(final Commands commands) {
        fired.addAll(reference.triggers().takeFired());
        if (!fired.isEmpty() && random.nextInt(8) == 0) {
            decide(commands);
        } else if (random.nextInt(30) == 0) {
            advance(commands);
        } else if (random.nextInt(80) == 0) {
            retarget(commands);
        } else {
            return false;
        }
        return true;
    }

    /** Decides on the oldest that fired, as it is now. */
    private void decide(final Commands commands) {
        final ReferenceMatching.Entry then = fired.removeFirst();
        final ReferenceMatching.Entry now = reference.find(then.account, then.instrument, then.id);
        final ReferenceMatching.Entry order = now == null ? then : now;
        final RejectCode decision = random.nextInt(5) == 0 ? RejectCode.INSUFFICIENT_MARGIN : RejectCode.ACCEPTED;
        final long price = order.type == OrderType.MARKET ? random.nextInt(41) - 20 : order.price;
        final long liveId = commands.nextOrderId();
        commands.decided(decision);
        if (then.more > 0) {
            commands.links().grow(then.account, then.instrument, then.id, price, then.more);
            commands.decided(RejectCode.ACCEPTED);
            reference.due(then.instrument);
            reference.links().growth().decided(then, price, then.more, decision, liveId);
            return;
        }
        final long lots = random.nextBoolean() && isGrowing(order) ? then.open : order.open;
        commands.triggers().triggered(order.account, order.instrument, order.id, price, lots);
        commands.decided(RejectCode.ACCEPTED);
        reference.due(order.instrument);
        reference.triggers().decided(order.account, order.instrument, order.id, price, lots, decision, liveId);
    }

    private static boolean isGrowing(final ReferenceMatching.Entry order) {
        return order.link != null && order.part > 0 && order.link.grows();
    }

    /** New marks are announced. */
    private void advance(final Commands commands) {
        commands.triggers().marksAdvanced();
        reference.due();
        reference.triggers().marksAdvanced();
    }

    /** Makes an order wait. */
    void newOrder(final Commands commands, final ReferenceMatching.Entry order) {
        wait(order);
        commands.triggers().newOrder(order);
        reference.due(order.instrument);
        reference.newOrder(order);
    }

    /** Gives an order something to wait for. */
    void wait(final ReferenceMatching.Entry order) {
        order.detailed = true;
        order.mmp = false;
        order.display = 0;
        order.type = order.type == OrderType.LIMIT ? OrderType.LIMIT : OrderType.MARKET;
        order.price = order.type == OrderType.MARKET ? 0 : order.price;
        final TriggerKind kind = KINDS[random.nextInt(KINDS.length)];
        final TriggerReference looked = REFERENCES[random.nextInt(REFERENCES.length)];
        order.trigger = kind == TriggerKind.TRAILING
                ? new ReferenceTriggers.Trigger(kind, looked, ReferenceTriggers.NONE, offset(looked))
                : new ReferenceTriggers.Trigger(kind, looked, price(looked), 0);
    }

    /** Gives an order that waits new terms and another trigger. */
    private void retarget(final Commands commands) {
        final List<ReferenceMatching.Entry> waiting = reference.triggers().waiting().stream()
                .filter(order -> order.trigger.kind != null || isGrowing(order))
                .toList();
        if (waiting.isEmpty()) {
            advance(commands);
            return;
        }
        final ReferenceMatching.Entry order = waiting.get(random.nextInt(waiting.size()));
        final boolean trails = order.trigger.kind == TriggerKind.TRAILING;
        final TriggerReference looked =
                order.trigger.reference == null ? TriggerReference.LAST : order.trigger.reference;
        final long triggerPrice = trails ? 0 : price(looked);
        final long offset = trails ? offset(looked) : 0;
        final long lots = 1 + random.nextInt(12);
        final int account = random.nextInt(10) == 0 ? order.account + 1 : order.account;
        commands.triggers().replace(account, order.instrument, order.id, order.price, lots, triggerPrice, offset);
        reference.due(order.instrument);
        reference.triggers().retarget(account, order.instrument, order.id, order.price, lots, triggerPrice, offset);
    }

    private long price(final TriggerReference looked) {
        return looked == TriggerReference.LAST ? random.nextInt(31) - 15 : random.nextInt(scale(looked));
    }

    private long offset(final TriggerReference looked) {
        return 1 + random.nextInt(scale(looked) / 2);
    }

    private static int scale(final TriggerReference looked) {
        return switch (looked) {
            case MARK -> 30_000_000;
            case INDEX -> 1_000_000;
            default -> 20;
        };
    }
}
