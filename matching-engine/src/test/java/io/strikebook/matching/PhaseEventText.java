package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.AuctionIndicationDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.InstrumentPhaseChangedDecoder;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.TriggerReference;
import io.strikebook.schemas.VolatilityBandChangedDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about phases and auctions as short text; more of {@link EventText}. */
final class PhaseEventText {

    private PhaseEventText() {}

    static String phase(final int instrument, final InstrumentPhase phase, final PhaseReason reason, final long until) {
        return "phase " + instrument + ' ' + phase + ' ' + reason + " until " + (until == 0 ? "-" : until);
    }

    static String indication(final int instrument, final long price, final long lots, final long surplus) {
        return "indicated " + instrument + ' ' + EventText.side(price, lots) + " surplus " + surplus;
    }

    static String band(final int instrument, final long width, final TriggerReference reference, final long length) {
        return "band " + instrument + ' ' + width + " around " + reference + " else " + length;
    }

    static String decode(final UnsafeBuffer buffer, final int offset) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case InstrumentPhaseChangedDecoder.TEMPLATE_ID: {
                final InstrumentPhaseChangedDecoder event = new InstrumentPhaseChangedDecoder()
                        .wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                final boolean ends = event.untilNs() != InstrumentPhaseChangedDecoder.untilNsNullValue();
                return phase(event.instrumentId(), event.phase(), event.reason(), ends ? event.untilNs() : 0);
            }
            case AuctionIndicationDecoder.TEMPLATE_ID: {
                final AuctionIndicationDecoder event =
                        new AuctionIndicationDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return indication(event.instrumentId(), event.priceE8(), event.volumeLots(), event.surplusLots());
            }
            case VolatilityBandChangedDecoder.TEMPLATE_ID: {
                final VolatilityBandChangedDecoder event =
                        new VolatilityBandChangedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return band(event.instrumentId(), event.widthE8(), event.reference(), event.auctionNs());
            }
            default:
                throw new IllegalArgumentException("template " + FrameLayout.templateId(buffer, offset));
        }
    }
}
