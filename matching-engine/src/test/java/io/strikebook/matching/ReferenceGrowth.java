package io.strikebook.matching;

import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.RejectCode;

/** The rules of incremental links that trigger once more: what is held and asked for is counted beside the orders. */
final class ReferenceGrowth {
    private final ReferenceMatching matching;

    ReferenceGrowth(final ReferenceMatching matching) {
        this.matching = matching;
    }

    private static boolean isThere(final ReferenceLinks.Link link, final int number) {
        return number < link.parts.length && link.made[number] && link.parts[number] != null && !link.over[number];
    }

    private static boolean isHeldBack(final ReferenceMatching.Entry order) {
        return order.trigger != null && order.trigger.held && !order.trigger.fired;
    }

    private static long coming(final ReferenceMatching.Entry order) {
        return order.link.held[order.part] + order.link.asked[order.part];
    }

    /** A part that is to wait was made: it begins with what was released of it before. */
    void made(final ReferenceMatching.Entry part) {
        matching.triggers().waiting().add(part);
        final long released = part.open - part.link.held[part.part];
        if (released > 0) {
            begin(part, released);
        }
    }

    void firstTraded(final ReferenceMatching.Entry first, final long lots) {
        final ReferenceLinks.Link link = first.link;
        for (int i = 1; i < link.parts.length; i++) {
            final long released = link.held[i] * lots / (first.open + lots);
            if (released > 0) {
                link.held[i] -= released;
                release(link, i, released);
            }
        }
        link.fired |= first.open == 0;
    }

    private void release(final ReferenceLinks.Link link, final int number, final long lots) {
        if (!isThere(link, number)) {
            return;
        }
        final ReferenceMatching.Entry part = link.parts[number];
        if (isHeldBack(part)) {
            begin(part, lots);
            return;
        }
        final boolean asks = part.trigger == null || part.trigger.fired;
        if (part.trigger == null) {
            link.asked[number] += lots;
        } else {
            part.open += lots;
        }
        say(part, lots, asks);
    }

    private void begin(final ReferenceMatching.Entry part, final long lots) {
        final boolean asks = part.trigger.kind == null;
        part.trigger.fired = asks;
        part.trigger.held = asks;
        part.open = lots;
        say(part, lots, asks);
        if (!asks) {
            matching.triggers().released(part);
        }
    }

    private void say(final ReferenceMatching.Entry part, final long lots, final boolean asks) {
        matching.say(LinkEventText.more(part.id, part.link.id, lots, part.open, part.link.held[part.part], asks));
        if (asks) {
            matching.triggers().ask(part, lots);
        }
    }

    /** A part other than the first has traded. */
    void traded(final ReferenceMatching.Entry part, final long lots) {
        final ReferenceLinks.Link link = part.link;
        final int number = link.siblingOf(part.part);
        if (number >= 0 && isThere(link, number)) {
            final ReferenceMatching.Entry sibling = link.parts[number];
            final long released = isHeldBack(sibling) ? 0 : sibling.open + link.asked[number];
            take(sibling, released * lots / (part.open + lots + link.asked[part.part]));
        }
        if (part.open == 0) {
            matching.say(LinkEventText.idle(part.id, coming(part), false));
            link.over[part.part] = coming(part) == 0;
        }
    }

    private void take(final ReferenceMatching.Entry part, final long lots) {
        final ReferenceLinks.Link link = part.link;
        final long undecided = part.trigger == null ? Math.min(lots, link.asked[part.part]) : 0;
        link.asked[part.part] -= undecided;
        final long taken = lots - undecided;
        if (taken == 0) {
            return;
        }
        matching.links().act();
        if (taken < part.open) {
            if (part.trigger == null && !matching.holds().held().contains(part)) {
                matching.touch(part.instrument);
            }
            part.open -= taken;
            matching.say(LinkEventText.reduced(part.id, taken, part.open));
        } else if (coming(part) == 0) {
            matching.takeOff(part, CancelReason.LINK_FILLED);
        } else {
            hold(part);
        }
    }

    private void hold(final ReferenceMatching.Entry part) {
        final boolean watches = part.trigger != null && part.trigger.kind != null && !part.trigger.fired;
        matching.say(LinkEventText.idle(part.id, part.link.held[part.part], watches));
        if (part.trigger == null && !matching.holds().held().remove(part)) {
            matching.drop(part);
        }
        if (part.trigger == null) {
            matching.triggers().waiting().add(part);
        }
        if (!watches) {
            part.trigger = new ReferenceTriggers.Trigger(null, null, 0, 0);
        }
        part.trigger.held = true;
        part.open = part.link.held[part.part];
    }

    /** An order that is nowhere has nothing open: it waits again, where there is something to come. */
    void letGo(final ReferenceMatching.Entry part) {
        if (part.link == null || part.part == 0 || !part.link.grows() || part.link.over[part.part]) {
            return;
        }
        final ReferenceLinks.Link link = part.link;
        part.trigger = new ReferenceTriggers.Trigger(null, null, 0, 0);
        part.trigger.held = true;
        part.trigger.fired = link.asked[part.part] > 0;
        part.open = part.trigger.fired ? link.asked[part.part] : link.held[part.part];
        link.asked[part.part] = 0;
        matching.triggers().waiting().add(part);
    }

    void firstEnded(final ReferenceLinks.Link link) {
        for (int i = 1; i < link.parts.length; i++) {
            if (isThere(link, i)) {
                if (isHeldBack(link.parts[i])) {
                    matching.takeOff(link.parts[i], CancelReason.LINK_ENDED);
                } else if (link.held[i] > 0) {
                    link.held[i] = 0;
                    matching.say(LinkEventText.more(link.parts[i].id, link.id, 0, link.parts[i].open, 0, false));
                }
            }
        }
    }

    /** So many lots more were decided on. */
    void decided(
            final ReferenceMatching.Entry then,
            final long price,
            final long lots,
            final RejectCode decision,
            final long liveId) {
        final ReferenceMatching.Entry order = matching.find(then.account, then.instrument, then.id);
        if (order == null) {
            matching.rejected(decision == RejectCode.ACCEPTED ? RejectCode.UNKNOWN_ORDER : decision);
        } else if (order.trigger != null && order.trigger.fired) {
            matching.triggers().decided(order.account, order.instrument, order.id, price, lots, decision, liveId);
        } else if (decision != RejectCode.ACCEPTED) {
            matching.rejected(decision);
            order.link.asked[order.part] -= Math.min(lots, order.link.asked[order.part]);
        } else if (order.trigger != null) {
            matching.say(LinkEventText.nothingDecided(order.id, coming(order), order.trigger.kind != null));
        } else {
            grow(order, price, lots, liveId);
        }
    }

    private void grow(final ReferenceMatching.Entry order, final long price, final long lots, final long liveId) {
        final long more = Math.min(lots, order.link.asked[order.part]);
        order.link.asked[order.part] -= more;
        if (more == 0 || matching.phases().entry(order) != RejectCode.ACCEPTED) {
            matching.say(LinkEventText.nothingGrown(order.id, order.link.id, order.open, order.link.held[order.part]));
            return;
        }
        if (!matching.holds().held().remove(order)) {
            matching.drop(order);
        }
        order.price = price;
        order.open += more;
        order.priority = liveId;
        matching.keepPassive(order);
        matching.say(EventText.replaced(order.id, order.price, order.filled + order.open, order.open, false));
        matching.arrive(order);
    }
}
