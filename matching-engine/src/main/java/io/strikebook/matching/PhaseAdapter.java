package io.strikebook.matching;

import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ScheduleOpeningCommandDecoder;
import io.strikebook.schemas.SetInstrumentPhaseCommandDecoder;
import io.strikebook.schemas.SetVolatilityBandCommandDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Commands about phases of instruments as typed calls, where they were accepted; each returns the id of its instrument. */
final class PhaseAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final SetInstrumentPhaseCommandDecoder setPhase = new SetInstrumentPhaseCommandDecoder();
    private final ScheduleOpeningCommandDecoder opening = new ScheduleOpeningCommandDecoder();
    private final SetVolatilityBandCommandDecoder band = new SetVolatilityBandCommandDecoder();
    private final MatchingRules rules;

    PhaseAdapter(final MatchingRules rules) {
        this.rules = rules;
    }

    int onSetPhase(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        setPhase.wrapAndApplyHeader(buffer, offset, header);
        if (decision == RejectCode.ACCEPTED) {
            rules.phases().set(setPhase.instrumentId(), setPhase.phase());
        }
        return setPhase.instrumentId();
    }

    int onScheduleOpening(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        opening.wrapAndApplyHeader(buffer, offset, header);
        if (decision == RejectCode.ACCEPTED) {
            rules.phases().scheduleOpening(opening.instrumentId(), opening.auctionNs(), opening.openNs());
        }
        return opening.instrumentId();
    }

    int onSetVolatilityBand(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        band.wrapAndApplyHeader(buffer, offset, header);
        if (decision == RejectCode.ACCEPTED) {
            rules.phases().volatilityBand(band.instrumentId(), band.widthE8(), band.reference(), band.auctionNs());
        }
        return band.instrumentId();
    }
}
