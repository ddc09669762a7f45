package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.BookPhase;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.schemas.AuctionIndicationEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentPhaseChangedEncoder;
import io.strikebook.schemas.PhaseReason;
import io.strikebook.schemas.VolatilityBandChangedEncoder;

/** What happened to phases of instruments and in auctions, as frames of the group that is open. Allocates nothing after construction. */
final class PhasePublisher {
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final InstrumentPhaseChangedEncoder phaseChanged = new InstrumentPhaseChangedEncoder();
    private final AuctionIndicationEncoder indication = new AuctionIndicationEncoder();
    private final VolatilityBandChangedEncoder bandChanged = new VolatilityBandChangedEncoder();
    private final Publication executions;

    PhasePublisher(final Publication executions) {
        this.executions = executions;
    }

    void phase(final OrderBook book, final PhaseReason reason) {
        final long untilNs = book.session().untilNs();
        phaseChanged
                .wrapAndApplyHeader(executions.buffer(), claim(InstrumentPhaseChangedEncoder.BLOCK_LENGTH), header)
                .instrumentId(book.instrumentId())
                .phase(book.phase())
                .reason(reason)
                .reserved2(0)
                .untilNs(untilNs == 0 ? InstrumentPhaseChangedEncoder.untilNsNullValue() : untilNs);
        commit(InstrumentPhaseChangedEncoder.BLOCK_LENGTH);
    }

    void indication(final OrderBook book) {
        final BookPhase session = book.session();
        final boolean trades = session.indicatedLots() != 0;
        indication
                .wrapAndApplyHeader(executions.buffer(), claim(AuctionIndicationEncoder.BLOCK_LENGTH), header)
                .priceE8(trades ? session.indicatedE8() : AuctionIndicationEncoder.priceE8NullValue())
                .volumeLots(session.indicatedLots())
                .surplusLots(session.surplusLots())
                .instrumentId(book.instrumentId())
                .reserved(0);
        commit(AuctionIndicationEncoder.BLOCK_LENGTH);
    }

    void volatilityBand(final OrderBook book) {
        final BookPhase session = book.session();
        bandChanged
                .wrapAndApplyHeader(executions.buffer(), claim(VolatilityBandChangedEncoder.BLOCK_LENGTH), header)
                .widthE8(session.widthE8())
                .auctionNs(session.interruptionNs())
                .instrumentId(book.instrumentId())
                .reference(session.bandReference())
                .reserved1((short) 0)
                .reserved2(0);
        commit(VolatilityBandChangedEncoder.BLOCK_LENGTH);
    }

    private int claim(final int blockLength) {
        return executions.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    private void commit(final int blockLength) {
        executions.commit(FrameLayout.HEADER_LENGTH + blockLength);
    }
}
