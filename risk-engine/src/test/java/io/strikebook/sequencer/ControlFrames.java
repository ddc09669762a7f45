package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RequestKind;
import io.strikebook.schemas.SetAccountGroupEncoder;
import io.strikebook.schemas.SetAccountStandingEncoder;
import io.strikebook.schemas.SetGreekLimitsEncoder;
import io.strikebook.schemas.SetGroupKillSwitchCommandDecoder;
import io.strikebook.schemas.SetGroupKillSwitchEncoder;
import io.strikebook.schemas.SetPositionLimitEncoder;
import io.strikebook.schemas.SetRateLimitEncoder;
import io.strikebook.schemas.SetRiskLimitsEncoder;
import java.util.ArrayList;
import java.util.List;

/** Requests of operators about what accounts may do, and marks with Greeks. */
final class ControlFrames {
    private final SequencerFixture venue;
    private final VenueParameters parameters;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();

    ControlFrames(final SequencerFixture venue, final VenueParameters parameters) {
        this.venue = venue;
        this.parameters = parameters;
    }

    RejectCode standing(final int account, final AccountStanding standing) {
        return standing(account, standing.value());
    }

    RejectCode standing(final int account, final int standing) {
        return venue.request(
                true,
                SetAccountStandingEncoder.TEMPLATE_ID,
                SetAccountStandingEncoder.BLOCK_LENGTH,
                (buffer, block) -> {
                    new SetAccountStandingEncoder().wrap(buffer, block).accountId(account);
                    buffer.putByte(block + SetAccountStandingEncoder.standingEncodingOffset(), (byte) standing);
                });
    }

    RejectCode group(final int account, final int group) {
        return venue.request(
                true,
                SetAccountGroupEncoder.TEMPLATE_ID,
                SetAccountGroupEncoder.BLOCK_LENGTH,
                (buffer, block) -> new SetAccountGroupEncoder()
                        .wrap(buffer, block)
                        .accountId(account)
                        .riskGroupId(group));
    }

    RejectCode killGroup(final int group, final int on) {
        return venue.request(
                true,
                SetGroupKillSwitchEncoder.TEMPLATE_ID,
                SetGroupKillSwitchEncoder.BLOCK_LENGTH,
                (buffer, block) -> new SetGroupKillSwitchEncoder()
                        .wrap(buffer, block)
                        .riskGroupId(group)
                        .on((short) on));
    }

    /** Accounts that the last command, a group's kill switch, names. */
    List<Integer> members() {
        final SetGroupKillSwitchCommandDecoder command = new SetGroupKillSwitchCommandDecoder()
                .wrap(
                        venue.lastBuffer(),
                        venue.lastOffset() + FrameLayout.HEADER_LENGTH,
                        SetGroupKillSwitchCommandDecoder.BLOCK_LENGTH,
                        0);
        final List<Integer> members = new ArrayList<>();
        for (final SetGroupKillSwitchCommandDecoder.MembersDecoder member : command.members()) {
            members.add(member.memberId());
        }
        return members;
    }

    RejectCode orderLimits(final int account, final long valueE8, final long distanceE8) {
        return venue.request(
                true,
                SetRiskLimitsEncoder.TEMPLATE_ID,
                SetRiskLimitsEncoder.BLOCK_LENGTH,
                (buffer, block) -> new SetRiskLimitsEncoder()
                        .wrap(buffer, block)
                        .maxOrderValueE8(valueE8)
                        .maxDistanceE8(distanceE8)
                        .accountId(account));
    }

    RejectCode position(final int account, final int instrument, final long lots) {
        return venue.request(
                true,
                SetPositionLimitEncoder.TEMPLATE_ID,
                SetPositionLimitEncoder.BLOCK_LENGTH,
                (buffer, block) -> new SetPositionLimitEncoder()
                        .wrap(buffer, block)
                        .maxPositionLots(lots)
                        .accountId(account)
                        .instrumentId(instrument));
    }

    RejectCode greeks(final int account, final int group, final int underlying, final long deltaE8, final long vegaE8) {
        return venue.request(
                true,
                SetGreekLimitsEncoder.TEMPLATE_ID,
                SetGreekLimitsEncoder.BLOCK_LENGTH,
                (buffer, block) -> new SetGreekLimitsEncoder()
                        .wrap(buffer, block)
                        .maxDeltaE8(deltaE8)
                        .maxVegaE8(vegaE8)
                        .accountId(account)
                        .riskGroupId(group)
                        .underlyingId(underlying));
    }

    RejectCode rate(final int account, final RequestKind kind, final int perSecond, final int burst) {
        return rate(account, kind.value(), perSecond, burst);
    }

    RejectCode rate(final int account, final int kind, final int perSecond, final int burst) {
        return venue.request(
                true, SetRateLimitEncoder.TEMPLATE_ID, SetRateLimitEncoder.BLOCK_LENGTH, (buffer, block) -> {
                    new SetRateLimitEncoder()
                            .wrap(buffer, block)
                            .accountId(account)
                            .perSecond(perSecond)
                            .burst(burst);
                    buffer.putByte(block + SetRateLimitEncoder.requestKindEncodingOffset(), (byte) kind);
                });
    }

    /** One epoch: the index price of underlying 1, and mark, delta (1e-9) and vega (1e-8) of each instrument from 1 on. */
    void epoch(final long indexE8, final long[]... marks) {
        venue.marksOut.beginGroup(venue.marksOut.lastSequence() + 1, venue.nowNs);
        int offset = venue.marksOut.claim(96);
        venue.marksOut.buffer().setMemory(offset, 96, (byte) 0);
        final IndexPriceEncoder index = new IndexPriceEncoder()
                .wrapAndApplyHeader(venue.marksOut.buffer(), offset, header)
                .priceE8(indexE8)
                .underlyingId(1);
        venue.marksOut.commit(FrameLayout.HEADER_LENGTH + index.encodedLength());
        for (int i = 0; i < marks.length; i++) {
            offset = venue.marksOut.claim(96);
            venue.marksOut.buffer().setMemory(offset, 96, (byte) 0);
            final MarkEncoder mark = new MarkEncoder()
                    .wrapAndApplyHeader(venue.marksOut.buffer(), offset, header)
                    .markPriceE8(marks[i][0])
                    .deltaE9((int) marks[i][1])
                    .vegaE8(marks[i][2])
                    .instrumentId(i + 1);
            venue.marksOut.commit(FrameLayout.HEADER_LENGTH + mark.encodedLength());
        }
        venue.announceEpoch();
    }

    /** A sequencer that loads what the venue's saves has its state, and saves the same. */
    Sequencer savedAndLoaded() {
        final SnapshotOutput saved = new SnapshotOutput();
        venue.sequencer.save(saved);
        final Sequencer twin = empty();
        twin.load(new SnapshotInput(saved.buffer(), 0, saved.length()));
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
        final SnapshotOutput again = new SnapshotOutput();
        twin.save(again);
        assertThat(again.length()).isEqualTo(saved.length());
        for (int i = 0; i < saved.length(); i++) {
            assertThat(again.buffer().getByte(i))
                    .as("byte " + i)
                    .isEqualTo(saved.buffer().getByte(i));
        }
        return twin;
    }

    /** A sequencer that applies the venue's commands, deciding nothing, has its state; so has one that loads and goes on. */
    void requireSameAfterRestart() {
        savedAndLoaded();
        final Sequencer twin = empty();
        final SequencerInputs inputs = new SequencerInputs(
                venue.commands.subscription(),
                venue.marks.subscription(),
                venue.executions.subscription(),
                venue.margin.subscription(),
                List.of(
                        new SequencerInputs.Source(SequencerFixture.SOURCES.get(0), venue.admin.subscription()),
                        new SequencerInputs.Source(SequencerFixture.SOURCES.get(1), venue.orders.subscription())));
        new SequencerRecovery(twin, inputs, () -> false).run();
        assertThat(twin.lastSequence()).isEqualTo(venue.sequencer.lastSequence());
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
    }

    private Sequencer empty() {
        return new Sequencer(parameters, SequencerFixture.SOURCES, new MemoryQueue().publication());
    }
}
