package io.strikebook.benchmarks.matching;

import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.matching.MatchingEngine;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.EnvelopeEncoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.MassQuoteCommandEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetMarketMakerProtectionCommandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Mass quotes through our engine, from frames to frames: decoded, carried out, told of, hashed. */
final class QuoteEngineContender implements Contender {
    /** Commands per flush. */
    private static final int BATCH = 16;

    private static final int LISTINGS = QuoteFlow.INSTRUMENTS + QuoteFlow.MAKERS;
    private static final int LONGEST_SHORT = 256;
    private static final int QUOTE_GROUP = MassQuoteCommandEncoder.EntriesEncoder.sbeHeaderSize()
            + QuoteFlow.ENTRIES * MassQuoteCommandEncoder.EntriesEncoder.sbeBlockLength();

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final MassQuoteCommandEncoder massQuote = new MassQuoteCommandEncoder();
    private final NewOrderCommandEncoder newOrder = new NewOrderCommandEncoder();
    private final FillDecoder fill = new FillDecoder();
    private final FrameHeaderDecoder decodedHeader = new FrameHeaderDecoder();
    private final QuoteFlow flow;
    private final Publication commands;
    private final UnsafeBuffer frames;
    private final int[] offsets;
    private int end;
    private MatchingEngine engine;
    private Publication executions;
    private long bytes;

    QuoteEngineContender(final QuoteFlow flow) {
        this.flow = flow;
        long length = (long) (LISTINGS + flow.size()) * LONGEST_SHORT;
        for (int i = 0; i < flow.size(); i++) {
            length += flow.isQuote(i) ? QUOTE_GROUP : 0;
        }
        frames = new UnsafeBuffer(ByteBuffer.allocateDirect(Math.toIntExact(length)));
        offsets = new int[LISTINGS + flow.size() + 1];
        commands = new GroupBuffer((buffer, offset, bytesGiven, firstSequence, groupsEnded) -> {
            frames.putBytes(end, buffer, offset, bytesGiven);
            end += bytesGiven;
        });
        for (int i = 0; i < LISTINGS + flow.size(); i++) {
            offsets[i] = end;
            encode(i);
            commands.flush();
        }
        offsets[LISTINGS + flow.size()] = end;
        reset();
    }

    private void encode(final int index) {
        if (index < QuoteFlow.INSTRUMENTS) {
            list(index + 1);
        } else if (index < LISTINGS) {
            protect(index + 1, index - QuoteFlow.INSTRUMENTS + 1);
        } else if (flow.isQuote(index - LISTINGS)) {
            quote(index + 1, index - LISTINGS);
        } else {
            take(index + 1, index - LISTINGS);
        }
    }

    private void list(final int id) {
        final ListInstrumentCommandEncoder listing = new ListInstrumentCommandEncoder();
        listing.wrapAndApplyHeader(commands.buffer(), begin(id, ListInstrumentCommandEncoder.BLOCK_LENGTH), header)
                .instrumentId(id)
                .underlyingId(1);
        TermsCodec.encode(QuoteFlow.terms(id), listing.terms());
        end(listing.envelope(), id, ListInstrumentCommandEncoder.BLOCK_LENGTH);
    }

    private void protect(final int sequence, final int maker) {
        final SetMarketMakerProtectionCommandEncoder limits = new SetMarketMakerProtectionCommandEncoder();
        final int block = SetMarketMakerProtectionCommandEncoder.BLOCK_LENGTH;
        limits.wrapAndApplyHeader(commands.buffer(), begin(sequence, block), header)
                .intervalNs(QuoteRulesContender.WINDOW_NS)
                .frozenNs(0)
                .quantityLimitE8(0)
                .deltaLimitE8(0)
                .vegaLimitE8(0)
                .maxQuoteQuantityE8(QuoteRulesContender.FAR_E8)
                .accountId(maker)
                .underlyingId(1)
                .mmpGroup((short) QuoteFlow.GROUP)
                .currency(Currency.BTC)
                .reserved1(0)
                .reserved2(0)
                .reserveE12(0);
        end(limits.envelope(), sequence, block);
    }

    private void quote(final int sequence, final int command) {
        final int block = MassQuoteCommandEncoder.BLOCK_LENGTH + QUOTE_GROUP;
        final MassQuoteCommandEncoder.EntriesEncoder entries = massQuote
                .wrapAndApplyHeader(commands.buffer(), begin(sequence, block), header)
                .quoteSetId(1)
                .validUntilNs(0)
                .accountId(flow.maker(command))
                .underlyingId(1)
                .mmpGroup((short) QuoteFlow.GROUP)
                .reserved1((short) 0)
                .reserved2(0)
                .entriesCount(QuoteFlow.ENTRIES);
        for (int entry = 0; entry < QuoteFlow.ENTRIES; entry++) {
            entries.next()
                    .bidPriceE8(flow.bid(command, entry))
                    .bidLots(QuoteFlow.QUOTE_LOTS)
                    .askPriceE8(flow.ask(command, entry))
                    .askLots(QuoteFlow.QUOTE_LOTS)
                    .instrumentId(flow.instrument(command) + entry)
                    .bidDecision(RejectCode.ACCEPTED)
                    .askDecision(RejectCode.ACCEPTED);
        }
        end(massQuote.envelope(), sequence, block);
    }

    private void take(final int sequence, final int command) {
        newOrder.wrapAndApplyHeader(commands.buffer(), begin(sequence, NewOrderCommandEncoder.BLOCK_LENGTH), header)
                .clientOrderId(command)
                .priceE8(flow.limit(command))
                .quantityLots(1)
                .accountId(QuoteFlow.TAKER)
                .instrumentId(flow.instrument(command))
                .side(flow.isBuy(command) ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .flags()
                .clear();
        end(newOrder.envelope(), sequence, NewOrderCommandEncoder.BLOCK_LENGTH);
    }

    private int begin(final long sequence, final int length) {
        commands.beginGroup(sequence, sequence);
        return commands.claim(FrameLayout.HEADER_LENGTH + length);
    }

    private void end(final EnvelopeEncoder envelope, final long sequence, final int length) {
        envelope.sourceSequence(sequence)
                .marksTo(0)
                .marginTo(0)
                .sourceId(1)
                .decision(RejectCode.ACCEPTED)
                .envelopeReserved(0);
        commands.commit(FrameLayout.HEADER_LENGTH + length);
        commands.endGroup();
    }

    /** What the engine publishes goes nowhere. */
    @Override
    public void reset() {
        reset((buffer, offset, length, firstSequence, groupsEnded) -> bytes += length);
    }

    private void reset(final GroupSink sink) {
        bytes = 0;
        executions = new GroupBuffer(sink);
        engine = new MatchingEngine(VenueParameters.defaults(), executions);
        give(0, LISTINGS);
    }

    @Override
    public void run(final int from, final int to) {
        give(LISTINGS + from, LISTINGS + to);
    }

    private void give(final int from, final int to) {
        for (int i = from; i < to; i++) {
            engine.onCommand(frames, offsets[i], offsets[i + 1] - offsets[i]);
            if (i % BATCH == BATCH - 1) {
                executions.flush();
            }
        }
        executions.flush();
    }

    @Override
    public Outcome outcome() {
        final Trades trades = new Trades();
        reset((buffer, offset, length, firstSequence, groupsEnded) -> count(trades, buffer, offset, offset + length));
        run(0, flow.size());
        engine.check();
        return trades.with(engine.liveQuotes());
    }

    private void count(final Trades trades, final UnsafeBuffer buffer, final int offset, final int limit) {
        for (int at = offset; at < limit; at += FrameLayout.frameLength(buffer, at)) {
            if (FrameLayout.templateId(buffer, at) == FillDecoder.TEMPLATE_ID) {
                trades.add(fill.wrapAndApplyHeader(buffer, at, decodedHeader).quantityLots());
            }
        }
    }
}
