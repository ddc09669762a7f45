package io.strikebook.sequencer;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.common.venue.VolatilityRules;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MarginLevelRequestEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MarksEpochBeginEncoder;
import java.util.List;

/** Epochs in which the pricer asks for levels of margin, or that switch to a scenario set. */
final class LevelFrames {
    static final long REALISED_E8 = 93_000_000;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final SequencerFixture venue;

    LevelFrames(final SequencerFixture venue) {
        this.venue = venue;
    }

    /** The same venue with a rule for bitcoin of twice at most. */
    static VenueParameters withRule(final VenueParameters venue) {
        final VolatilityRules none = VolatilityRules.none();
        return venue.withVolatility(new VolatilityRules(
                List.of(new VolatilityRules.Rule(
                        "BTC", VolatilityRules.Measure.HIGHER, 60_000_000, 100_000_000, 200_000_000)),
                none.sampleNs(),
                none.averageNs(),
                none.stepE8(),
                none.hysteresisE8(),
                none.intervalNs(),
                none.lowerAfterNs()));
    }

    /** An epoch with a request for a level; nothing is decided. */
    void ask(final long sourceSequence, final int underlyingId, final long levelE8) {
        begin();
        level(sourceSequence, underlyingId, levelE8);
        venue.announceEpoch();
    }

    void begin() {
        venue.marksOut.beginGroup(venue.marksOut.lastSequence() + 1, venue.nowNs);
    }

    void level(final long sourceSequence, final int underlyingId, final long levelE8) {
        new MarginLevelRequestEncoder()
                .wrapAndApplyHeader(venue.marksOut.buffer(), claim(MarginLevelRequestEncoder.BLOCK_LENGTH), header)
                .sourceSequence(sourceSequence)
                .levelE8(levelE8)
                .realisedE8(REALISED_E8)
                .impliedE8(MarginLevelRequestEncoder.impliedE8NullValue())
                .underlyingId(underlyingId)
                .reserved(0);
        commit(MarginLevelRequestEncoder.BLOCK_LENGTH);
    }

    /** An epoch that says a version, with a mark of the first instrument. */
    void epochOf(final int version, final long markE8) {
        begin();
        new MarksEpochBeginEncoder()
                .wrapAndApplyHeader(venue.marksOut.buffer(), claim(MarksEpochBeginEncoder.BLOCK_LENGTH), header)
                .scenarioSetVersion(version);
        commit(MarksEpochBeginEncoder.BLOCK_LENGTH);
        new MarkEncoder()
                .wrapAndApplyHeader(venue.marksOut.buffer(), claim(MarkEncoder.BLOCK_LENGTH), header)
                .markPriceE8(markE8)
                .instrumentId(1);
        commit(MarkEncoder.BLOCK_LENGTH);
        venue.announceEpoch();
    }

    private int claim(final int block) {
        final int length = FrameLayout.HEADER_LENGTH + block;
        final int offset = venue.marksOut.claim(length);
        venue.marksOut.buffer().setMemory(offset, length, (byte) 0);
        return offset;
    }

    private void commit(final int block) {
        venue.marksOut.commit(FrameLayout.HEADER_LENGTH + block);
    }
}
