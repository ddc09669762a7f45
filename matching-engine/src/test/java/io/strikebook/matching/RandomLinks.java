package io.strikebook.matching;

import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.OrderType;
import java.util.List;
import java.util.SplittableRandom;

/** Random linked orders, written for an engine and told to the reference. */
final class RandomLinks {
    private static final FillCondition[] CONDITIONS = {
        FillCondition.FIRST_HIT, FillCondition.COMPLETE_FILL, FillCondition.INCREMENTAL, FillCondition.INCREMENTAL
    };

    private final SplittableRandom random;
    private final ReferenceMatching reference;
    private final RandomTriggers triggers;

    RandomLinks(final SplittableRandom random, final ReferenceMatching reference, final RandomTriggers triggers) {
        this.random = random;
        this.reference = reference;
        this.triggers = triggers;
    }

    /** Makes orders, two or three of an account and underlying, parts of a link. */
    void newOrders(final Commands commands, final List<ReferenceMatching.Entry> parts) {
        final boolean cancels = parts.size() == 2 && random.nextBoolean();
        for (int i = 0; i < parts.size(); i++) {
            shape(parts.get(i), i > 0 && !cancels);
        }
        final LinkKind kind = cancels
                ? LinkKind.ONE_CANCELS_OTHER
                : parts.size() == 2 ? LinkKind.ONE_TRIGGERS_OTHER : LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER;
        final FillCondition condition = CONDITIONS[random.nextInt(CONDITIONS.length)];
        final long linkId = commands.nextOrderId();
        commands.links().newOrders(kind, condition, parts);
        reference.dueOf(Commands.underlying(parts.get(0).instrument));
        reference.links().accept(new ReferenceLinks.Link(linkId, kind, condition, parts));
    }

    private void shape(final ReferenceMatching.Entry part, final boolean held) {
        part.detailed = true;
        part.mmp = false;
        part.display = 0;
        part.minimum = 0;
        if (random.nextInt(3) == 0) {
            triggers.wait(part);
        } else if (held) {
            part.type = part.type == OrderType.LIMIT ? OrderType.LIMIT : OrderType.MARKET;
            part.price = part.type == OrderType.MARKET ? 0 : part.price;
            part.trigger = new ReferenceTriggers.Trigger(null, null, 0, 0);
        }
        if (held) {
            part.trigger.held = true;
        }
    }
}
