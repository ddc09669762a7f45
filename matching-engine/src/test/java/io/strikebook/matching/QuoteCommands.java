package io.strikebook.matching;

import io.strikebook.common.order.OrderIds;
import io.strikebook.schemas.CancelQuotesCommandEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MassQuoteCommandEncoder;
import io.strikebook.schemas.MassQuoteCommandEncoder.EntriesEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ResetMarketMakerProtectionCommandEncoder;
import io.strikebook.schemas.SetMarketMakerProtectionCommandEncoder;

/** Writes decided commands about quotes. Allocates nothing. */
final class QuoteCommands {
    static final long NONE = MassQuoteCommandEncoder.EntriesEncoder.bidPriceE8NullValue();
    static final long COIN_E8 = 100_000_000L;
    private static final int MAX_ENTRIES = 100;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final MassQuoteCommandEncoder massQuote = new MassQuoteCommandEncoder();
    private final CancelQuotesCommandEncoder cancelQuotes = new CancelQuotesCommandEncoder();
    private final SetMarketMakerProtectionCommandEncoder set = new SetMarketMakerProtectionCommandEncoder();
    private final ResetMarketMakerProtectionCommandEncoder reset = new ResetMarketMakerProtectionCommandEncoder();
    private final Commands commands;
    private final int[] instruments = new int[MAX_ENTRIES];
    private final long[][] numbers = new long[MAX_ENTRIES][4];
    private final RejectCode[][] codes = new RejectCode[MAX_ENTRIES][2];
    private int entries;

    QuoteCommands(final Commands commands) {
        this.commands = commands;
    }

    /** Adds an entry to the next mass quote; {@link #NONE} for no price. */
    QuoteCommands entry(
            final int instrument,
            final long bidPriceE8,
            final long bidLots,
            final long askPriceE8,
            final long askLots) {
        return entry(instrument, bidPriceE8, bidLots, RejectCode.ACCEPTED, askPriceE8, askLots, RejectCode.ACCEPTED);
    }

    /** Adds an entry with what was decided of its sides. */
    QuoteCommands entry(
            final int instrument,
            final long bidPriceE8,
            final long bidLots,
            final RejectCode bidCode,
            final long askPriceE8,
            final long askLots,
            final RejectCode askCode) {
        instruments[entries] = instrument;
        numbers[entries][0] = bidPriceE8;
        numbers[entries][1] = bidLots;
        numbers[entries][2] = askPriceE8;
        numbers[entries][3] = askLots;
        codes[entries][0] = bidCode;
        codes[entries][1] = askCode;
        entries++;
        return this;
    }

    /** Sends what was added; returns the sequence. */
    long send(final int account, final int underlying, final int group, final long set) {
        final int size = EntriesEncoder.sbeHeaderSize() + entries * EntriesEncoder.sbeBlockLength();
        massQuote
                .wrapAndApplyHeader(
                        commands.publication().buffer(),
                        commands.begin(MassQuoteCommandEncoder.BLOCK_LENGTH + size),
                        header)
                .quoteSetId(set)
                .validUntilNs(0)
                .accountId(account)
                .underlyingId(underlying)
                .mmpGroup((short) group)
                .reserved1((short) 0)
                .reserved2(0);
        final EntriesEncoder encoder = massQuote.entriesCount(entries);
        for (int i = 0; i < entries; i++) {
            encoder.next()
                    .bidPriceE8(numbers[i][0])
                    .bidLots(numbers[i][1])
                    .askPriceE8(numbers[i][2])
                    .askLots(numbers[i][3])
                    .instrumentId(instruments[i])
                    .bidDecision(codes[i][0])
                    .askDecision(codes[i][1]);
        }
        entries = 0;
        commands.end(massQuote.envelope(), MassQuoteCommandEncoder.BLOCK_LENGTH + size);
        return commands.sequence();
    }

    /** Id of a side of an entry of the mass quote with the given sequence. */
    static long id(final long sequence, final int entry, final boolean ask) {
        return OrderIds.ofQuote(sequence, entry, ask);
    }

    void cancel(final int account, final int underlying, final int group, final int instrument, final long quoteSet) {
        cancelQuotes
                .wrapAndApplyHeader(
                        commands.publication().buffer(),
                        commands.begin(CancelQuotesCommandEncoder.BLOCK_LENGTH),
                        header)
                .quoteSetId(quoteSet)
                .accountId(account)
                .underlyingId(underlying)
                .instrumentId(instrument)
                .mmpGroup((short) group)
                .reserved1((short) 0)
                .reserved2(0);
        commands.end(cancelQuotes.envelope(), CancelQuotesCommandEncoder.BLOCK_LENGTH);
    }

    void protect(
            final int account,
            final int underlying,
            final int group,
            final long intervalNs,
            final long frozenNs,
            final long quantityE8,
            final long deltaE8,
            final long vegaE8,
            final long maxQuoteE8) {
        set.wrapAndApplyHeader(
                        commands.publication().buffer(),
                        commands.begin(SetMarketMakerProtectionCommandEncoder.BLOCK_LENGTH),
                        header)
                .intervalNs(intervalNs)
                .frozenNs(frozenNs)
                .quantityLimitE8(quantityE8)
                .deltaLimitE8(deltaE8)
                .vegaLimitE8(vegaE8)
                .maxQuoteQuantityE8(maxQuoteE8)
                .accountId(account)
                .underlyingId(underlying)
                .mmpGroup((short) group)
                .currency(Currency.BTC)
                .reserved1(0)
                .reserved2(0)
                .reserveE12(maxQuoteE8 * 300);
        commands.end(set.envelope(), SetMarketMakerProtectionCommandEncoder.BLOCK_LENGTH);
    }

    void reset(final int account, final int underlying, final int group) {
        reset.wrapAndApplyHeader(
                        commands.publication().buffer(),
                        commands.begin(ResetMarketMakerProtectionCommandEncoder.BLOCK_LENGTH),
                        header)
                .accountId(account)
                .underlyingId(underlying)
                .mmpGroup((short) group)
                .reserved1((short) 0)
                .reserved2(0);
        commands.end(reset.envelope(), ResetMarketMakerProtectionCommandEncoder.BLOCK_LENGTH);
    }
}
