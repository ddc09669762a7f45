package io.strikebook.matching.book;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TriggerReference;
import java.util.Arrays;

/**
 * The trailing orders of one side that wait for one reference price of one instrument. Those that saw the same best price are a group, in
 * the order of their offsets, and groups are in the order of their best prices: an order that came later saw no better price than one before.
 * A price that is better than the best of some groups makes one group of these, the smaller ones joining the largest, so that an order
 * changes its group as often as a number can be halved; all others are not looked at. What fires is found by the first of each group.
 *
 * <p>An order's share of the state hash counts in its group's sum, so that nothing is hashed anew for each order as the best price moves.
 */
final class TrailingOrders {
    private static final long HASH_KIND = 45;
    private static final int INITIAL = 8;

    /** Nearer to zero than what sums with an offset would leave 64 bits; references beyond count as this far. */
    private static final long FAR = 1L << 62;

    private final StateHash stateHash;
    private final long key;
    private final boolean buys;

    /** The group with the worst best price, or without one; others follow. */
    private TrailingGroup worst;

    /** Groups with a best price: a heap by what fires first. */
    private TrailingGroup[] heap = new TrailingGroup[INITIAL];

    private int groups;
    private TrailingGroup free;
    private int size;

    /** Orders that changed their group. */
    private long moves;

    TrailingOrders(
            final StateHash stateHash, final int instrumentId, final TriggerReference reference, final Side side) {
        this.stateHash = stateHash;
        this.key = (long) instrumentId << 16 | reference.value() << 8 | side.value();
        this.buys = side == Side.BUY;
    }

    int size() {
        return size;
    }

    /** How many times an order changed its group: all that prices cost beside what they fire. */
    long moves() {
        return moves;
    }

    /** Takes an order that saw no price yet, or, from a snapshot, one with the trigger price that it had. */
    void add(final Order order) {
        final Trigger trigger = order.details().trigger;
        final long bestE8 = trigger.priceE8 == Trigger.NO_PRICE
                ? Trigger.NO_PRICE
                : buys ? trigger.priceE8 - trigger.offsetE8 : trigger.priceE8 + trigger.offsetE8;
        final TrailingGroup group = findOrInsert(bestE8);
        group.orders.add(order);
        trigger.group = group;
        replace(group);
        size++;
    }

    /** Lets go of an order, which keeps its trigger price. */
    void remove(final Order order) {
        final Trigger trigger = order.details().trigger;
        final TrailingGroup group = trigger.group;
        trigger.priceE8 = group.triggerE8(trigger.offsetE8);
        trigger.group = null;
        group.orders.remove(order);
        hash(group, -trigger.orderHash);
        trigger.orderHash = 0;
        size--;
        if (group.orders.size() == 0) {
            unlink(group);
            release(group);
        } else {
            replace(group);
        }
    }

    /** The hash of an order of a group is another by so much. */
    void hash(final TrailingGroup group, final long change) {
        stateHash.remove(group.entityHash);
        group.ordersHash += change;
        group.entityHash =
                group.orders.size() == 0 ? 0 : StateHash.of(HASH_KIND, key, group.bestE8, group.ordersHash, 0);
        stateHash.add(group.entityHash);
    }

    /** Has orders follow a reference price where it is the best that they saw. */
    void follow(final long referenceE8) {
        final long nearE8 = Math.max(-FAR, Math.min(referenceE8, FAR));
        TrailingGroup followers = null;
        while (worst != null && isWorse(worst.bestE8, nearE8)) {
            final TrailingGroup group = worst;
            unlink(group);
            followers = followers == null ? group : merge(followers, group);
        }
        if (followers == null) {
            return;
        }
        if (worst != null && worst.bestE8 == nearE8) {
            final TrailingGroup same = worst;
            unlink(same);
            followers = merge(followers, same);
        }
        link(followers, null, worst);
        followers.bestE8 = nearE8;
        hash(followers, 0);
        replace(followers);
    }

    /** The next order that this reference price fires, or null. */
    Order next(final long referenceE8) {
        if (groups == 0) {
            return null;
        }
        final long firstE8 = heap[0].firstE8();
        return (buys ? referenceE8 >= firstE8 : referenceE8 <= firstE8) ? heap[0].orders.first() : null;
    }

    /** One group of two, none of which is in the list any more. */
    private TrailingGroup merge(final TrailingGroup one, final TrailingGroup other) {
        final boolean larger = one.orders.size() >= other.orders.size();
        final TrailingGroup into = larger ? one : other;
        final TrailingGroup from = larger ? other : one;
        final long fromHash = from.ordersHash;
        while (from.orders.size() > 0) {
            final Order order = from.orders.last();
            from.orders.remove(order);
            into.orders.add(order);
            order.details().trigger.group = into;
            moves++;
        }
        hash(from, -fromHash);
        hash(into, fromHash);
        release(from);
        return into;
    }

    private TrailingGroup findOrInsert(final long bestE8) {
        TrailingGroup before = null;
        TrailingGroup group = worst;
        while (group != null && isWorse(group.bestE8, bestE8)) {
            before = group;
            group = group.better;
        }
        if (group != null && group.bestE8 == bestE8) {
            return group;
        }
        final TrailingGroup made = free == null ? new TrailingGroup(buys) : free;
        free = made == free ? made.better : free;
        made.bestE8 = bestE8;
        link(made, before, group);
        return made;
    }

    private void link(final TrailingGroup group, final TrailingGroup worse, final TrailingGroup better) {
        group.worse = worse;
        group.better = better;
        if (worse == null) {
            worst = group;
        } else {
            worse.better = group;
        }
        if (better != null) {
            better.worse = group;
        }
    }

    /** Whether a best price, or none, is worse than another. */
    private boolean isWorse(final long bestE8, final long thanE8) {
        if (bestE8 == Trigger.NO_PRICE || thanE8 == Trigger.NO_PRICE) {
            return bestE8 != thanE8 && bestE8 == Trigger.NO_PRICE;
        }
        return buys ? bestE8 > thanE8 : bestE8 < thanE8;
    }

    private void unlink(final TrailingGroup group) {
        if (group.worse == null) {
            worst = group.better;
        } else {
            group.worse.better = group.better;
        }
        if (group.better != null) {
            group.better.worse = group.worse;
        }
    }

    private void release(final TrailingGroup group) {
        if (group.place != Trigger.NOWHERE) {
            final TrailingGroup last = heap[--groups];
            heap[groups] = null;
            if (last != group) {
                put(group.place, last);
                sift(last);
            }
            group.place = Trigger.NOWHERE;
        }
        group.better = free;
        free = group;
    }

    /** Puts a group where its first order belongs, which may be another one now. */
    private void replace(final TrailingGroup group) {
        if (group.bestE8 == Trigger.NO_PRICE) {
            return;
        }
        if (group.place == Trigger.NOWHERE) {
            if (groups == heap.length) {
                heap = Arrays.copyOf(heap, groups * 2);
            }
            put(groups++, group);
        }
        sift(group);
    }

    private void sift(final TrailingGroup group) {
        int place = group.place;
        while (place > 0 && isBefore(group, heap[(place - 1) / 2])) {
            put(place, heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        int child = 2 * place + 1;
        while (child < groups) {
            if (child + 1 < groups && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], group)) {
                break;
            }
            put(place, heap[child]);
            place = child;
            child = 2 * place + 1;
        }
        put(place, group);
    }

    private void put(final int place, final TrailingGroup group) {
        heap[place] = group;
        group.place = place;
    }

    private boolean isBefore(final TrailingGroup a, final TrailingGroup b) {
        return buys ? a.firstE8() < b.firstE8() : a.firstE8() > b.firstE8();
    }

    /** Throws where groups are not in order, or an order is not where it says. */
    void check() {
        int count = 0;
        for (TrailingGroup group = worst; group != null; group = group.better) {
            group.orders.check();
            long sum = 0;
            for (int place = 0; place < group.orders.size(); place++) {
                final Order order = group.orders.at(place);
                sum += order.details().trigger.orderHash;
                if (order.details().trigger.group != group) {
                    throw new IllegalStateException(order + " trails in another group");
                }
            }
            final boolean placed = group.bestE8 == Trigger.NO_PRICE
                    ? group.place == Trigger.NOWHERE
                    : heap[group.place] == group && (group.place == 0 || !isBefore(group, heap[(group.place - 1) / 2]));
            if (!placed
                    || sum != group.ordersHash
                    || group.orders.size() == 0
                    || group.better != null
                            && (group.better.worse != group || !isWorse(group.bestE8, group.better.bestE8))) {
                throw new IllegalStateException("trailing orders of " + group.bestE8 + "e-8 are out of order");
            }
            count += group.orders.size();
        }
        if (count != size) {
            throw new IllegalStateException(count + " orders trail, counted were " + size);
        }
    }
}
