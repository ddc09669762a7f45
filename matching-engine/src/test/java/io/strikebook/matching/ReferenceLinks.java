package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.RejectCode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The rules of linked orders once more: a list of links, whose parts are looked for among all orders whenever one is asked for. */
final class ReferenceLinks {
    /** What parts are to each other. */
    static final class Link {
        final long id;
        final LinkKind kind;
        final FillCondition condition;
        final ReferenceMatching.Entry[] parts;
        final boolean[] made;

        /** What will be left of a part that is not made yet. */
        final long[] coming;

        /** Of one that grows: what each part waits for of the first, what it waits for of the sequencer, and whether it is over. */
        final long[] held;

        final long[] asked;
        final boolean[] over;
        boolean fired;

        Link(
                final long id,
                final LinkKind kind,
                final FillCondition condition,
                final List<ReferenceMatching.Entry> parts) {
            this.id = id;
            this.kind = kind;
            this.condition = condition;
            this.parts = parts.toArray(ReferenceMatching.Entry[]::new);
            this.made = new boolean[this.parts.length];
            this.coming = parts.stream().mapToLong(part -> part.open).toArray();
            this.held = grows() ? coming.clone() : new long[coming.length];
            this.asked = new long[coming.length];
            this.over = new boolean[coming.length];
            held[0] = 0;
        }

        /** The same with no part: those of a copy join. */
        Link(final Link other) {
            this.id = other.id;
            this.kind = other.kind;
            this.condition = other.condition;
            this.parts = new ReferenceMatching.Entry[other.parts.length];
            this.made = other.made.clone();
            this.coming = other.coming.clone();
            this.held = other.held.clone();
            this.asked = other.asked.clone();
            this.over = other.over.clone();
            this.fired = true;
        }

        boolean triggers() {
            return kind != LinkKind.ONE_CANCELS_OTHER;
        }

        boolean grows() {
            return triggers() && condition == FillCondition.INCREMENTAL;
        }

        int siblingOf(final int part) {
            if (kind == LinkKind.ONE_CANCELS_OTHER) {
                return part == 0 ? 1 : 0;
            }
            if (kind == LinkKind.ONE_TRIGGERS_OTHER || part == 0) {
                return -1;
            }
            return part == 1 ? 2 : 1;
        }
    }

    private final ReferenceMatching matching;
    private final List<Link> links = new ArrayList<>();
    private final List<Link> ended = new ArrayList<>();
    private final ReferenceGrowth growth;
    private boolean acted;

    ReferenceLinks(final ReferenceMatching matching) {
        this.matching = matching;
        this.growth = new ReferenceGrowth(matching);
    }

    /** Those that let go of their parts bit by bit. */
    ReferenceGrowth growth() {
        return growth;
    }

    /** A part became smaller. */
    void act() {
        acted = true;
    }

    void accept(final Link link) {
        for (final ReferenceMatching.Entry part : link.parts) {
            final boolean waits = part.trigger != null;
            final RejectCode entry = waits
                    ? matching.phases().entry(part.instrument)
                    : matching.phases().entry(part);
            if (entry != RejectCode.ACCEPTED) {
                matching.rejected(entry);
                return;
            }
        }
        links.add(link);
        for (int i = 0; i < link.parts.length; i++) {
            make(link, i);
        }
    }

    private void make(final Link link, final int number) {
        final ReferenceMatching.Entry part = link.parts[number];
        part.link = link;
        part.part = number;
        part.priority = part.id;
        link.made[number] = true;
        if (part.trigger == null) {
            matching.keepPassive(part);
        }
        matching.say(EventText.accepted(part.id, part.account, part.instrument, part.side, part.price, part.open));
        matching.say(EventText.details(part));
        if (part.trigger != null && part.trigger.kind != null) {
            final ReferenceTriggers.Trigger trigger = part.trigger;
            matching.say(
                    TriggerEventText.details(part.id, trigger.kind, trigger.reference, trigger.price, trigger.offset));
        }
        final boolean held = part.trigger != null && part.trigger.held;
        matching.say(LinkEventText.details(part.id, link.id, link.kind, link.condition, held));
        if (link.grows() && number > 0) {
            growth.made(part);
            return;
        }
        if (part.trigger != null) {
            matching.triggers().waiting().add(part);
        }
        if (link.coming[number] == 0) {
            if (part.trigger != null) {
                matching.takeOff(part, CancelReason.LINK_FILLED);
            } else {
                matching.say(EventText.cancelled(part.id, part.account, part.open, CancelReason.LINK_FILLED));
            }
            return;
        }
        if (link.coming[number] < part.open) {
            final long taken = part.open - link.coming[number];
            part.open = link.coming[number];
            matching.say(LinkEventText.reduced(part.id, taken, part.open));
        }
        if (part.trigger == null) {
            matching.arrive(part);
        } else if (!held) {
            matching.triggers().released(part);
        } else if (link.fired) {
            release(part);
        }
    }

    private boolean isLive(final ReferenceMatching.Entry order) {
        return matching.live().contains(order)
                || matching.holds().held().contains(order)
                || matching.triggers().waiting().contains(order);
    }

    boolean areSiblings(final ReferenceMatching.Entry taker, final ReferenceMatching.Entry maker) {
        return taker.link != null && taker.link == maker.link && taker.link.siblingOf(taker.part) == maker.part;
    }

    /** An order has traded and shows what is left. */
    void traded(final ReferenceMatching.Entry order, final long lots) {
        final Link link = order.link;
        if (link == null) {
            return;
        }
        if (link.grows()) {
            if (order.part == 0) {
                growth.firstTraded(order, lots);
            } else {
                growth.traded(order, lots);
            }
            return;
        }
        final boolean complete = order.open == 0;
        if (order.part == 0 && link.triggers()) {
            if (!link.fired && (link.condition == FillCondition.FIRST_HIT || complete)) {
                link.fired = true;
                for (int i = 1; i < link.parts.length; i++) {
                    if (link.made[i] && isLive(link.parts[i])) {
                        release(link.parts[i]);
                    }
                }
            }
            return;
        }
        final int number = link.siblingOf(order.part);
        if (number < 0) {
            return;
        }
        final ReferenceMatching.Entry sibling = link.parts[number];
        final boolean there = link.made[number] && sibling != null && isLive(sibling);
        if (!there && link.made[number]) {
            return;
        }
        final long open = there ? sibling.open : link.coming[number];
        long taken = open;
        if (link.condition == FillCondition.COMPLETE_FILL && !complete) {
            taken = 0;
        } else if (link.condition == FillCondition.INCREMENTAL) {
            taken = open * lots / (order.open + lots);
        }
        if (!there) {
            link.coming[number] -= taken;
        } else if (taken > 0) {
            take(sibling, taken);
        }
    }

    /** For trial: what is open of linked orders, where that is not what it was, after one has traded some. */
    void tryTrade(
            final ReferenceMatching.Entry order, final long lots, final Map<ReferenceMatching.Entry, Long> openLots) {
        final Link link = order.link;
        if (link == null) {
            return;
        }
        final long before = openLots.getOrDefault(order, order.open);
        openLots.put(order, before - lots);
        final int number = link.siblingOf(order.part);
        if (number < 0 || link.parts[number] == null || !isLive(link.parts[number])) {
            return;
        }
        final long open = openLots.getOrDefault(link.parts[number], link.parts[number].open);
        long taken = open;
        if (link.grows()) {
            final long asked = link.asked[number];
            final long released = (open + asked) * lots / (before + link.asked[order.part]);
            taken = released - Math.min(released, asked);
        } else if (link.condition == FillCondition.COMPLETE_FILL && lots < before) {
            taken = 0;
        } else if (link.condition == FillCondition.INCREMENTAL) {
            taken = open * lots / before;
        }
        openLots.put(link.parts[number], open - taken);
    }

    private void take(final ReferenceMatching.Entry order, final long lots) {
        acted = true;
        if (lots == order.open) {
            matching.takeOff(order, CancelReason.LINK_FILLED);
            return;
        }
        if (order.trigger == null && !matching.holds().held().contains(order)) {
            matching.touch(order.instrument);
        }
        order.open -= lots;
        matching.say(LinkEventText.reduced(order.id, lots, order.open));
    }

    private void release(final ReferenceMatching.Entry order) {
        final boolean asks = order.trigger.kind == null;
        matching.say(LinkEventText.fired(order.id, order.link.id, order.open, asks));
        matching.triggers().release(order);
    }

    /** Whether a part became smaller since it was asked. */
    boolean takeActed() {
        final boolean has = acted;
        acted = false;
        return has;
    }

    /** An order ended without being filled. */
    void left(final ReferenceMatching.Entry order) {
        if (order.link != null) {
            order.link.over[order.part] = true;
            order.link.held[order.part] = 0;
            order.link.asked[order.part] = 0;
        }
        if (order.link != null && order.part == 0 && order.link.triggers() && !order.link.fired) {
            ended.add(order.link);
        }
    }

    void settle() {
        for (final Link link : List.copyOf(ended)) {
            if (link.grows()) {
                growth.firstEnded(link);
            }
            for (int i = 1; i < link.parts.length && !link.grows(); i++) {
                if (isLive(link.parts[i])) {
                    matching.takeOff(link.parts[i], CancelReason.LINK_ENDED);
                }
            }
        }
        ended.clear();
    }

    /** Gives orders of a copy of everything links of their own. */
    static void copy(final List<ReferenceMatching.Entry> copies) {
        final Map<Link, Link> copied = new IdentityHashMap<>();
        for (final ReferenceMatching.Entry order : copies) {
            if (order.link != null) {
                final Link of = order.link;
                final Link link = copied.computeIfAbsent(of, Link::new);
                link.parts[order.part] = order;
                order.link = link;
            }
        }
    }

    long hash() {
        links.removeIf(link -> List.of(link.parts).stream().noneMatch(this::isLive));
        long hash = 0;
        for (final Link link : links) {
            int mask = 0;
            for (int i = 0; i < link.parts.length; i++) {
                mask |= isLive(link.parts[i]) ? 1 << i : 0;
            }
            final long what = StateHash.of(
                    22, link.id, link.kind.value() | link.condition.value() << 8, link.fired ? 1 : 0, mask);
            final boolean three = link.parts.length > 2;
            hash += !link.grows()
                    ? what
                    : StateHash.and(
                            what, link.held[1], three ? link.held[2] : 0, link.asked[1], three ? link.asked[2] : 0);
        }
        return hash;
    }
}
