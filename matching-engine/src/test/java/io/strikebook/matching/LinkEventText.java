package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.LinkDetailsDecoder;
import io.strikebook.schemas.LinkFiredDecoder;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.LinkedOrderIdleDecoder;
import io.strikebook.schemas.LinkedOrderReducedDecoder;
import io.strikebook.schemas.LinkedOrderReleasedDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about linked orders, as short text; more of {@link EventText}. */
final class LinkEventText {

    private LinkEventText() {}

    static String details(
            final long id, final long linkId, final LinkKind kind, final FillCondition condition, final boolean held) {
        return "linked " + id + " in " + linkId + ' ' + kind + ' ' + condition + (held ? " held" : "");
    }

    static String fired(final long id, final long linkId, final long lots, final boolean asks) {
        return "released " + id + " of " + linkId + " lots " + lots + (asks ? " asks" : "");
    }

    static String more(
            final long id,
            final long linkId,
            final long lots,
            final long remaining,
            final long held,
            final boolean asks) {
        return "more " + id + " of " + linkId + " lots " + lots + " open " + remaining + " held " + held
                + (asks ? " asks" : "");
    }

    static String nothingGrown(final long id, final long linkId, final long remaining, final long held) {
        return more(id, linkId, 0, remaining, held, false) + " answers";
    }

    static String nothingDecided(final long id, final long coming, final boolean keepsTrigger) {
        return idle(id, coming, keepsTrigger) + " answers";
    }

    static String idle(final long id, final long coming, final boolean keepsTrigger) {
        return "idle " + id + " coming " + coming + (keepsTrigger ? " with its trigger" : "");
    }

    static String reduced(final long id, final long lots, final long remaining) {
        return "reduced " + id + " by " + lots + " left " + remaining;
    }

    static String decode(final UnsafeBuffer buffer, final int offset) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case LinkDetailsDecoder.TEMPLATE_ID: {
                final LinkDetailsDecoder event =
                        new LinkDetailsDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return details(
                        event.orderId(), event.linkId(), event.linkKind(), event.fillCondition(), event.held() == 1);
            }
            case LinkFiredDecoder.TEMPLATE_ID: {
                final LinkFiredDecoder event =
                        new LinkFiredDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return fired(event.orderId(), event.linkId(), event.quantityLots(), event.asksSequencer() == 1);
            }
            case LinkedOrderReducedDecoder.TEMPLATE_ID: {
                final LinkedOrderReducedDecoder event =
                        new LinkedOrderReducedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return reduced(event.orderId(), event.quantityLots(), event.remainingLots());
            }
            case LinkedOrderReleasedDecoder.TEMPLATE_ID: {
                final LinkedOrderReleasedDecoder event =
                        new LinkedOrderReleasedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return more(
                                event.orderId(),
                                event.linkId(),
                                event.quantityLots(),
                                event.remainingLots(),
                                event.heldLots(),
                                event.asksSequencer() == 1)
                        + (event.answersGrowth() == 1 ? " answers" : "");
            }
            case LinkedOrderIdleDecoder.TEMPLATE_ID: {
                final LinkedOrderIdleDecoder event =
                        new LinkedOrderIdleDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return idle(event.orderId(), event.comingLots(), event.keepsTrigger() == 1)
                        + (event.answersDecision() == 1 ? " answers" : "");
            }
            default:
                throw new IllegalArgumentException("template " + FrameLayout.templateId(buffer, offset));
        }
    }
}
