package io.strikebook.benchmarks.matching;

import io.strikebook.schemas.Currency;
import io.strikebook.schemas.MassQuoteCommandEncoder;
import io.strikebook.schemas.NewOrderCommandEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SetMarketMakerProtectionCommandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;

/** Makes frames of a flow of mass quotes; the scene are the instruments and the makers' limits. */
final class EncodedQuotes {
    private static final int SCENE = QuoteFlow.INSTRUMENTS + QuoteFlow.MAKERS;
    private static final int QUOTE_GROUP = MassQuoteCommandEncoder.EntriesEncoder.sbeHeaderSize()
            + QuoteFlow.ENTRIES * MassQuoteCommandEncoder.EntriesEncoder.sbeBlockLength();

    /** More than a frame of any other kind has, or a mass quote before its entries. */
    private static final int LONGEST_SHORT = 256;

    private final MassQuoteCommandEncoder massQuote = new MassQuoteCommandEncoder();
    private final NewOrderCommandEncoder newOrder = new NewOrderCommandEncoder();
    private final QuoteFlow flow;
    private final CommandFrames frames;

    private EncodedQuotes(final QuoteFlow flow) {
        this.flow = flow;
        long bytes = (long) (SCENE + flow.size()) * LONGEST_SHORT;
        for (int i = 0; i < flow.size(); i++) {
            bytes += flow.isQuote(i) ? QUOTE_GROUP : 0;
        }
        frames = new CommandFrames(SCENE, flow.size(), bytes);
    }

    static CommandFrames of(final QuoteFlow flow) {
        final EncodedQuotes encoded = new EncodedQuotes(flow);
        for (int id = 1; id <= QuoteFlow.INSTRUMENTS; id++) {
            encoded.frames.list(id, QuoteFlow.terms(id));
        }
        for (int maker = 1; maker <= QuoteFlow.MAKERS; maker++) {
            encoded.protect(maker);
        }
        for (int i = 0; i < flow.size(); i++) {
            if (flow.isQuote(i)) {
                encoded.quote(i);
            } else {
                encoded.take(i);
            }
        }
        return encoded.frames;
    }

    private void protect(final int maker) {
        final SetMarketMakerProtectionCommandEncoder limits = new SetMarketMakerProtectionCommandEncoder();
        final int block = SetMarketMakerProtectionCommandEncoder.BLOCK_LENGTH;
        limits.wrapAndApplyHeader(frames.buffer(), frames.begin(block), frames.header())
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
        frames.end(limits.envelope(), block);
    }

    private void quote(final int command) {
        final int block = MassQuoteCommandEncoder.BLOCK_LENGTH + QUOTE_GROUP;
        final MassQuoteCommandEncoder.EntriesEncoder entries = massQuote
                .wrapAndApplyHeader(frames.buffer(), frames.begin(block), frames.header())
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
        frames.end(massQuote.envelope(), block);
    }

    private void take(final int command) {
        newOrder.wrapAndApplyHeader(frames.buffer(), frames.begin(NewOrderCommandEncoder.BLOCK_LENGTH), frames.header())
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
        frames.end(newOrder.envelope(), NewOrderCommandEncoder.BLOCK_LENGTH);
    }
}
