package io.strikebook.sequencer;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelQuotesDecoder;
import io.strikebook.schemas.CancelQuotesEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FillEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.MassQuoteEncoder;
import io.strikebook.schemas.MmpChangedEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ResetMarketMakerProtectionEncoder;
import io.strikebook.schemas.SetMarketMakerProtectionEncoder;
import io.strikebook.schemas.Side;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Requests about quotes to a venue that a test is, and matching's answers to them. */
final class QuoteFrames {
    static final long NONE = MassQuoteEncoder.EntriesEncoder.bidPriceE8NullValue();

    /** What a mass quote says; a test changes what is to be wrong. */
    static final class Message {
        int account = 1;
        int underlying = 1;
        int group = 1;
        long set = 7;
        long validUntilNs;
        int entryLength = MassQuoteEncoder.EntriesEncoder.sbeBlockLength();
        final List<long[]> entries = new ArrayList<>();

        Message entry(final int instrument, final long bid, final long bidLots, final long ask, final long askLots) {
            entries.add(new long[] {instrument, bid, bidLots, ask, askLots});
            return this;
        }
    }

    /** Limits; a test changes what is to be wrong. */
    static final class Limits {
        int account = 1;
        int underlying = 1;
        int group = 1;
        Currency currency = Currency.BTC;
        long intervalNs = 1_000_000_000L;
        long frozenNs;
        long quantityE8;
        long deltaE8;
        long vegaE8;
        long mostE8 = 100_000_000L;
    }

    private final SequencerFixture venue;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();

    QuoteFrames(final SequencerFixture venue) {
        this.venue = venue;
    }

    RejectCode send(final Message message) {
        final int length = MassQuoteEncoder.BLOCK_LENGTH + 4 + message.entries.size() * 40;
        return venue.request(false, MassQuoteEncoder.TEMPLATE_ID, length, (buffer, body) -> {
            buffer.putShort(body - FrameLayout.HEADER_LENGTH + 4, (short) MassQuoteEncoder.BLOCK_LENGTH);
            final MassQuoteEncoder.EntriesEncoder entries = new MassQuoteEncoder()
                    .wrap(buffer, body)
                    .quoteSetId(message.set)
                    .validUntilNs(message.validUntilNs)
                    .accountId(message.account)
                    .underlyingId(message.underlying)
                    .mmpGroup((short) message.group)
                    .entriesCount(message.entries.size());
            for (final long[] entry : message.entries) {
                entries.next()
                        .instrumentId((int) entry[0])
                        .bidPriceE8(entry[1])
                        .bidLots(entry[2])
                        .askPriceE8(entry[3])
                        .askLots(entry[4]);
            }
            buffer.putShort(body + MassQuoteEncoder.BLOCK_LENGTH, (short) message.entryLength, ByteOrder.LITTLE_ENDIAN);
        });
    }

    /** What the last command, a mass quote, says of each side. */
    List<RejectCode> sides() {
        final MassQuoteCommandDecoder command = new MassQuoteCommandDecoder()
                .wrap(
                        venue.lastBuffer(),
                        venue.lastOffset() + FrameLayout.HEADER_LENGTH,
                        MassQuoteCommandDecoder.BLOCK_LENGTH,
                        0);
        final List<RejectCode> codes = new ArrayList<>();
        for (final MassQuoteCommandDecoder.EntriesDecoder entry : command.entries()) {
            codes.add(entry.bidDecision());
            codes.add(entry.askDecision());
        }
        return codes;
    }

    RejectCode set(final Limits limits) {
        return venue.request(
                false,
                SetMarketMakerProtectionEncoder.TEMPLATE_ID,
                SetMarketMakerProtectionEncoder.BLOCK_LENGTH,
                (buffer, body) -> new SetMarketMakerProtectionEncoder()
                        .wrap(buffer, body)
                        .intervalNs(limits.intervalNs)
                        .frozenNs(limits.frozenNs)
                        .quantityLimitE8(limits.quantityE8)
                        .deltaLimitE8(limits.deltaE8)
                        .vegaLimitE8(limits.vegaE8)
                        .maxQuoteQuantityE8(limits.mostE8)
                        .accountId(limits.account)
                        .underlyingId(limits.underlying)
                        .mmpGroup((short) limits.group)
                        .currency(limits.currency));
    }

    RejectCode reset(final int account, final int underlying, final int group) {
        return venue.request(
                false,
                ResetMarketMakerProtectionEncoder.TEMPLATE_ID,
                ResetMarketMakerProtectionEncoder.BLOCK_LENGTH,
                (buffer, body) -> new ResetMarketMakerProtectionEncoder()
                        .wrap(buffer, body)
                        .accountId(account)
                        .underlyingId(underlying)
                        .mmpGroup((short) group));
    }

    RejectCode cancel(final int account, final int underlying, final int instrument, final int group) {
        return venue.request(
                true,
                CancelQuotesEncoder.TEMPLATE_ID,
                CancelQuotesDecoder.BLOCK_LENGTH,
                (buffer, body) -> new CancelQuotesEncoder()
                        .wrap(buffer, body)
                        .accountId(account)
                        .underlyingId(underlying)
                        .instrumentId(instrument)
                        .mmpGroup((short) group));
    }

    /** Matching's answer to limits. */
    void answered(final long sequence, final Limits limits) {
        venue.executions(sequence);
        final int offset = claim(MmpChangedEncoder.BLOCK_LENGTH);
        new MmpChangedEncoder()
                .wrapAndApplyHeader(venue.executionsOut.buffer(), offset, header)
                .accountId(limits.account)
                .underlyingId(limits.underlying)
                .mmpGroup((short) limits.group);
        venue.executionsOut.commit(FrameLayout.HEADER_LENGTH + MmpChangedEncoder.BLOCK_LENGTH);
        venue.endExecutions();
    }

    /** A fill in an open executions group, between whatever the ids are of. */
    QuoteFrames fill(
            final long tradeId,
            final long maker,
            final int makerAccount,
            final long taker,
            final int takerAccount,
            final Side takerSide,
            final int instrument,
            final long priceE8,
            final long lots) {
        final int offset = claim(FillEncoder.BLOCK_LENGTH);
        new FillEncoder()
                .wrapAndApplyHeader(venue.executionsOut.buffer(), offset, header)
                .tradeId(tradeId)
                .makerOrderId(maker)
                .takerOrderId(taker)
                .priceE8(priceE8)
                .quantityLots(lots)
                .instrumentId(instrument)
                .makerAccountId(makerAccount)
                .takerAccountId(takerAccount)
                .takerSide(takerSide);
        venue.executionsOut.commit(FrameLayout.HEADER_LENGTH + FillEncoder.BLOCK_LENGTH);
        return this;
    }

    private int claim(final int block) {
        final int offset = venue.executionsOut.claim(FrameLayout.HEADER_LENGTH + block);
        venue.executionsOut.buffer().setMemory(offset, FrameLayout.HEADER_LENGTH + block, (byte) 0);
        return offset;
    }
}
