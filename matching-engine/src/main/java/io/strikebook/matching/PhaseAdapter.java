package io.strikebook.matching;

import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ScheduleOpeningCommandDecoder;
import io.strikebook.schemas.SetInstrumentPhaseCommandDecoder;
import io.strikebook.schemas.SetMarketModeCommandDecoder;
import io.strikebook.schemas.SetVolatilityBandCommandDecoder;
import io.strikebook.schemas.SettleCommandDecoder;
import io.strikebook.schemas.SettlementKind;
import org.agrona.concurrent.UnsafeBuffer;

/** Commands about phases and market modes of instruments as typed calls, where they were accepted; each returns the id of its instrument. */
final class PhaseAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final SetInstrumentPhaseCommandDecoder setPhase = new SetInstrumentPhaseCommandDecoder();
    private final ScheduleOpeningCommandDecoder opening = new ScheduleOpeningCommandDecoder();
    private final SetVolatilityBandCommandDecoder band = new SetVolatilityBandCommandDecoder();
    private final SetMarketModeCommandDecoder mode = new SetMarketModeCommandDecoder();
    private final SettleCommandDecoder settle = new SettleCommandDecoder();
    private final MatchingRules rules;

    PhaseAdapter(final MatchingRules rules) {
        this.rules = rules;
    }

    /** What the block of such a command has at least. */
    static int blockLength(final int templateId) {
        return switch (templateId) {
            case SetInstrumentPhaseCommandDecoder.TEMPLATE_ID -> SetInstrumentPhaseCommandDecoder.BLOCK_LENGTH;
            case ScheduleOpeningCommandDecoder.TEMPLATE_ID -> ScheduleOpeningCommandDecoder.BLOCK_LENGTH;
            case SetVolatilityBandCommandDecoder.TEMPLATE_ID -> SetVolatilityBandCommandDecoder.BLOCK_LENGTH;
            case SettleCommandDecoder.TEMPLATE_ID -> SettleCommandDecoder.BLOCK_LENGTH;
            default -> SetMarketModeCommandDecoder.BLOCK_LENGTH;
        };
    }

    int onCommand(final int templateId, final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        return switch (templateId) {
            case SetInstrumentPhaseCommandDecoder.TEMPLATE_ID -> onSetPhase(buffer, offset, decision);
            case ScheduleOpeningCommandDecoder.TEMPLATE_ID -> onScheduleOpening(buffer, offset, decision);
            case SetVolatilityBandCommandDecoder.TEMPLATE_ID -> onSetVolatilityBand(buffer, offset, decision);
            case SetMarketModeCommandDecoder.TEMPLATE_ID -> onSetMarketMode(buffer, offset, decision);
            case SettleCommandDecoder.TEMPLATE_ID -> onSettle(buffer, offset, decision);
            default -> throw new IllegalArgumentException("template " + templateId + " is not about phases");
        };
    }

    private int onSetPhase(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        setPhase.wrapAndApplyHeader(buffer, offset, header);
        if (decision == RejectCode.ACCEPTED) {
            rules.phases().set(setPhase.instrumentId(), setPhase.phase());
        }
        return setPhase.instrumentId();
    }

    private int onScheduleOpening(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        opening.wrapAndApplyHeader(buffer, offset, header);
        if (decision == RejectCode.ACCEPTED) {
            rules.phases().scheduleOpening(opening.instrumentId(), opening.auctionNs(), opening.openNs());
        }
        return opening.instrumentId();
    }

    /** Of no instrument, but of all that expired together; the end of a day changes nothing here. */
    private int onSettle(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        settle.wrapAndApplyHeader(buffer, offset, header);
        if (decision == RejectCode.ACCEPTED && settle.kind() == SettlementKind.EXPIRY) {
            rules.phases().settlements().settle(settle.underlyingId(), settle.settledNs());
        }
        return 0;
    }

    private int onSetMarketMode(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        mode.wrapAndApplyHeader(buffer, offset, header);
        if (decision == RejectCode.ACCEPTED) {
            rules.holds().mode(mode.instrumentId(), mode.mode(), mode.delayNs());
        }
        return mode.instrumentId();
    }

    private int onSetVolatilityBand(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        band.wrapAndApplyHeader(buffer, offset, header);
        if (decision == RejectCode.ACCEPTED) {
            rules.phases().volatilityBand(band.instrumentId(), band.widthE8(), band.reference(), band.auctionNs());
        }
        return band.instrumentId();
    }
}
