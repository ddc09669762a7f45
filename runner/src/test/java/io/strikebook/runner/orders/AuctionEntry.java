package io.strikebook.runner.orders;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.SetInstrumentPhaseCommandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;

/** The opening auction of an instrument of a chosen tick: orders collect until it ends. */
final class AuctionEntry {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final EngineInMemory engine;
    private final Map<Long, Long> filled = new TreeMap<>();
    private final Set<Long> pricesE8 = new TreeSet<>();
    private long volume;

    AuctionEntry(final long tickE8) {
        engine = new EngineInMemory(tickE8, this::onExecution);
        phase(InstrumentPhase.OPENING_AUCTION);
    }

    /** An order joins the auction; returns its id. */
    long submit(final Side side, final long priceE8, final long lots) {
        return engine.submit(side, priceE8, lots, TimeInForce.GOOD_TIL_CANCELLED);
    }

    /** Ends the auction. */
    void open() {
        phase(InstrumentPhase.OPEN);
        engine.check();
    }

    /** Lots that traded, each once. */
    long volume() {
        return volume;
    }

    /** At which prices. */
    Set<Long> pricesE8() {
        return pricesE8;
    }

    /** Lots by order, of both sides. */
    Map<Long, Long> filled() {
        return filled;
    }

    private void phase(final InstrumentPhase phase) {
        engine.begin(SetInstrumentPhaseCommandEncoder.TEMPLATE_ID, SetInstrumentPhaseCommandEncoder.BLOCK_LENGTH);
        new SetInstrumentPhaseCommandEncoder()
                .wrap(engine.buffer(), engine.block())
                .instrumentId(EngineInMemory.INSTRUMENT)
                .phase(phase);
        engine.end();
    }

    private void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == FillDecoder.TEMPLATE_ID) {
            fill.wrapAndApplyHeader(buffer, offset, header);
            filled.merge(fill.makerOrderId(), fill.quantityLots(), Long::sum);
            filled.merge(fill.takerOrderId(), fill.quantityLots(), Long::sum);
            pricesE8.add(fill.priceE8());
            volume += fill.quantityLots();
        }
    }
}
