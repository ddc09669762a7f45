package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.OpenInterestDecoder;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many lots are held, and when that is published. */
class OpenInterestTest {
    private static final long E8 = Harness.E8;
    private static final long INTERVAL_NS = 100_000_000L;

    private final Harness venue = new Harness(VenueParameters.defaults()).listAll();
    private final Subscription margin = venue.marginQueue.subscription();

    @BeforeEach
    void fund() {
        for (int account = 1; account <= 3; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, 100 * E8);
        }
        venue.tick();
        told();
    }

    /** Instrument and lots, as told since the last call. */
    private List<String> told() {
        venue.run();
        final List<String> told = new ArrayList<>();
        while (margin.poll((buffer, offset, length) -> {
            if (FrameLayout.templateId(buffer, offset) == OpenInterestDecoder.TEMPLATE_ID) {
                final OpenInterestDecoder frame =
                        new OpenInterestDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                told.add(frame.instrumentId() + ": " + frame.openLots());
            }
        })) {
            continue;
        }
        return told;
    }

    private List<String> tickAfter(final long ns) {
        venue.timestampNs += ns;
        venue.tick();
        return told();
    }

    @Test
    void aTickOfTheNextTenthOfASecondTellsWhatIsHeldNow() {
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 100, 10_000 * E8);
        venue.trade(Harness.PERPETUAL, 3, Side.BUY, 1, 40, 10_000 * E8);
        assertThat(tickAfter(1)).isEmpty();
        assertThat(tickAfter(INTERVAL_NS)).containsExactly(Harness.PERPETUAL + ": 100");
    }

    @Test
    void whatIsHeldAsBeforeIsNotToldAgain() {
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 100, 10_000 * E8);
        assertThat(tickAfter(INTERVAL_NS)).hasSize(1);
        venue.trade(Harness.PERPETUAL, 3, Side.BUY, 1, 100, 10_000 * E8);
        assertThat(tickAfter(INTERVAL_NS)).isEmpty();
        venue.trade(Harness.PERPETUAL, 2, Side.BUY, 3, 100, 10_000 * E8);
        assertThat(tickAfter(INTERVAL_NS)).containsExactly(Harness.PERPETUAL + ": 0");
    }

    @Test
    void anEngineThatWasRestoredKnowsWhatWasTold() {
        venue.trade(Harness.PERPETUAL, 1, Side.BUY, 2, 100, 10_000 * E8);
        tickAfter(INTERVAL_NS);
        final SnapshotOutput saved = new SnapshotOutput();
        venue.engine.save(saved);
        final Publication publication = new MemoryQueue().publication();
        final MarginEngine restored = new MarginEngine(VenueParameters.defaults(), publication);
        restored.load(new SnapshotInput(saved.buffer(), 0, saved.length()));
        final SnapshotOutput again = new SnapshotOutput();
        restored.save(again);
        assertThat(again.length()).isEqualTo(saved.length());
        assertThat(restored.stateHash()).isEqualTo(venue.engine.stateHash());
    }
}
