package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.MarketModes;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetMarketModeEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators may ask about market modes, and that time passes in steps of a millisecond while an instrument holds orders. */
class MarketModeRequestsTest {
    private static final int CALL = 1;
    private static final long MILLISECOND_NS = 1_000_000L;

    private static SequencerFixture venueWith(final VenueParameters parameters) {
        final SequencerFixture venue = new SequencerFixture(parameters);
        venue.list(SequencerFixture.option("BTC-1-9000-C", OptionType.CALL, 9_000));
        return venue;
    }

    private static RejectCode mode(
            final SequencerFixture venue, final int instrument, final int mode, final long delayNs) {
        return venue.request(
                true, SetMarketModeEncoder.TEMPLATE_ID, SetMarketModeEncoder.BLOCK_LENGTH, (buffer, block) -> {
                    new SetMarketModeEncoder()
                            .wrap(buffer, block)
                            .delayNs(delayNs)
                            .instrumentId(instrument);
                    buffer.putByte(block + SetMarketModeEncoder.modeEncodingOffset(), (byte) mode);
                });
    }

    private static boolean ticksAfter(final SequencerFixture venue, final long passedNs) {
        venue.sequencer.tick(venue.nowNs += 10 * MILLISECOND_NS);
        return venue.sequencer.tick(venue.nowNs += passedNs);
    }

    @Test
    void operatorsSetModesWithDelaysInRange() {
        final SequencerFixture venue = venueWith(SequencerFixture.parametersWithoutFees());
        final int bump = MarketMode.SPEED_BUMP.value();
        final int batch = MarketMode.BATCH_AUCTION.value();
        assertThat(mode(venue, CALL, bump, MILLISECOND_NS)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(mode(venue, CALL, bump, 10 * MILLISECOND_NS)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(mode(venue, CALL, bump, 11 * MILLISECOND_NS)).isEqualTo(RejectCode.MALFORMED);
        assertThat(mode(venue, CALL, bump, MILLISECOND_NS / 2)).isEqualTo(RejectCode.MALFORMED);
        assertThat(mode(venue, CALL, bump, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(mode(venue, CALL, batch, 1_000 * MILLISECOND_NS)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(mode(venue, CALL, batch, 1_001 * MILLISECOND_NS)).isEqualTo(RejectCode.MALFORMED);
        assertThat(mode(venue, CALL, batch, -MILLISECOND_NS)).isEqualTo(RejectCode.MALFORMED);
        assertThat(mode(venue, CALL, MarketMode.CONTINUOUS.value(), 0)).isEqualTo(RejectCode.ACCEPTED);
        assertThat(mode(venue, CALL, MarketMode.CONTINUOUS.value(), 1)).isEqualTo(RejectCode.MALFORMED);
        assertThat(mode(venue, CALL, 9, 0)).isEqualTo(RejectCode.MALFORMED);
        assertThat(mode(venue, 7, bump, MILLISECOND_NS)).isEqualTo(RejectCode.UNKNOWN_INSTRUMENT);
    }

    @Test
    void ticksComeEveryMillisecondWhileAnInstrumentHoldsOrders() {
        final SequencerFixture venue = venueWith(SequencerFixture.parametersWithoutFees());
        assertThat(ticksAfter(venue, 9 * MILLISECOND_NS)).isFalse();
        mode(venue, CALL, MarketMode.SPEED_BUMP.value(), MILLISECOND_NS);
        assertThat(ticksAfter(venue, MILLISECOND_NS - 1)).isFalse();
        assertThat(ticksAfter(venue, MILLISECOND_NS)).isTrue();
        mode(venue, CALL, MarketMode.CONTINUOUS.value(), 0);
        assertThat(ticksAfter(venue, 9 * MILLISECOND_NS)).isFalse();
    }

    @Test
    void instrumentsAreListedInTheModeOfTheVenueAndASnapshotKeepsIt() {
        final VenueParameters parameters = SequencerFixture.parametersWithoutFees()
                .withMarketModes(new MarketModes(
                        List.of(new MarketModes.Rule("BTC", null, MarketMode.BATCH_AUCTION, 100 * MILLISECOND_NS))));
        final SequencerFixture venue = venueWith(parameters);
        assertThat(ticksAfter(venue, MILLISECOND_NS)).isTrue();
        final SnapshotOutput snapshot = new SnapshotOutput();
        venue.sequencer.save(snapshot);
        final Sequencer twin = new Sequencer(parameters, SequencerFixture.SOURCES, new MemoryQueue().publication());
        twin.load(new SnapshotInput(snapshot.buffer(), 0, snapshot.length()));
        assertThat(twin.stateHash()).isEqualTo(venue.sequencer.stateHash());
        assertThat(twin.tick(venue.nowNs + MILLISECOND_NS)).isTrue();
    }
}
