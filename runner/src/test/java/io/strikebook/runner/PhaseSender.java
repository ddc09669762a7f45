package io.strikebook.runner;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.ScheduleOpeningEncoder;
import io.strikebook.schemas.SetInstrumentPhaseEncoder;
import io.strikebook.schemas.SetMarketModeEncoder;
import io.strikebook.schemas.SetVolatilityBandEncoder;
import io.strikebook.schemas.TriggerReference;
import java.util.Random;

/**
 * An operator who has instruments open with auctions of some milliseconds, sets narrow volatility bands, has orders wait for speed bumps and
 * batches, and halts now and then.
 */
final class PhaseSender {
    private static final int MOST_NS = 20_000_000;
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final MarketMode[] MODES = {
        MarketMode.CONTINUOUS, MarketMode.SPEED_BUMP, MarketMode.BATCH_AUCTION, MarketMode.BATCH_AUCTION
    };
    private static final long BANDS_PER_MARK = 2_000;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final ScheduleOpeningEncoder opening = new ScheduleOpeningEncoder();
    private final SetVolatilityBandEncoder band = new SetVolatilityBandEncoder();
    private final SetMarketModeEncoder mode = new SetMarketModeEncoder();
    private final SetInstrumentPhaseEncoder phase = new SetInstrumentPhaseEncoder();
    private final Publication requests;
    private final NewestMarks marks;
    private final Random random;

    PhaseSender(final Publication requests, final Subscription marks, final long seed) {
        this.requests = requests;
        this.marks = new NewestMarks(marks);
        this.random = new Random(seed);
    }

    /** One request, once there are marks. */
    void send(final long nowNs) {
        if (!marks.read()) {
            return;
        }
        final int instrument = marks.anyInstrument(random);
        requests.beginGroup(requests.lastSequence() + 1, nowNs);
        final int offset = requests.claim(128);
        requests.buffer().setMemory(offset, 128, (byte) 0);
        final int die = random.nextInt(10);
        requests.commit(FrameLayout.HEADER_LENGTH
                + (die < 5
                        ? open(offset, instrument, nowNs)
                        : die < 8
                                ? limit(offset, instrument)
                                : die < 9 ? mode(offset, instrument) : set(offset, instrument)));
        requests.endGroup();
        requests.flush();
    }

    private int open(final int offset, final int instrument, final long nowNs) {
        final long auctionNs = nowNs + random.nextInt(MOST_NS);
        return opening.wrapAndApplyHeader(requests.buffer(), offset, header)
                .auctionNs(auctionNs)
                .openNs(auctionNs + random.nextInt(MOST_NS))
                .instrumentId(instrument)
                .encodedLength();
    }

    private int limit(final int offset, final int instrument) {
        return band.wrapAndApplyHeader(requests.buffer(), offset, header)
                .widthE8(1 + Math.abs(marks.of(instrument)) / BANDS_PER_MARK)
                .auctionNs(1 + random.nextInt(MOST_NS))
                .instrumentId(instrument)
                .reference(random.nextBoolean() ? TriggerReference.MARK : TriggerReference.LAST)
                .encodedLength();
    }

    private int mode(final int offset, final int instrument) {
        final MarketMode chosen = MODES[random.nextInt(MODES.length)];
        final long most = chosen == MarketMode.SPEED_BUMP ? 10 : 30;
        return mode.wrapAndApplyHeader(requests.buffer(), offset, header)
                .delayNs(chosen == MarketMode.CONTINUOUS ? 0 : MILLISECOND_NS * (1 + random.nextLong(most)))
                .instrumentId(instrument)
                .mode(chosen)
                .encodedLength();
    }

    private int set(final int offset, final int instrument) {
        return phase.wrapAndApplyHeader(requests.buffer(), offset, header)
                .instrumentId(instrument)
                .phase(random.nextInt(3) == 0 ? InstrumentPhase.HALTED : InstrumentPhase.OPEN)
                .encodedLength();
    }
}
