package io.strikebook.sequencer;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelQuotesDecoder;
import io.strikebook.schemas.MassQuoteCommandEncoder;
import io.strikebook.schemas.MassQuoteDecoder;
import io.strikebook.schemas.MassQuoteDecoder.EntriesDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ResetMarketMakerProtectionDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionCommandEncoder;
import io.strikebook.schemas.SetMarketMakerProtectionDecoder;
import io.strikebook.sequencer.pretrade.LimitsRequest;
import io.strikebook.sequencer.pretrade.QuoteLadder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Decides requests about quotes and market-maker protection, and writes what their commands say beyond the request. Changes no state. */
final class QuoteDesk {
    private static final long NO_PRICE = EntriesDecoder.bidPriceE8NullValue();

    private final MassQuoteDecoder massQuote = new MassQuoteDecoder();
    private final CancelQuotesDecoder cancelQuotes = new CancelQuotesDecoder();
    private final SetMarketMakerProtectionDecoder setProtection = new SetMarketMakerProtectionDecoder();
    private final ResetMarketMakerProtectionDecoder resetProtection = new ResetMarketMakerProtectionDecoder();
    private final MassQuoteCommandEncoder command = new MassQuoteCommandEncoder();
    private final LimitsRequest limits = new LimitsRequest();
    private final SequencerState state;
    private final QuoteLadder ladder;

    QuoteDesk(final VenueParameters parameters, final SequencerState state) {
        this.state = state;
        this.ladder = new QuoteLadder(parameters, state.marks, state.trading, state.mirror);
    }

    QuoteLadder ladder() {
        return ladder;
    }

    /** Whether a mass quote is as long as it says. */
    static boolean isWhole(final UnsafeBuffer buffer, final int offset, final int length) {
        return RepeatingGroup.isWhole(buffer, offset, length, EntriesDecoder.sbeBlockLength());
    }

    /** Decides a whole mass quote as such. */
    RejectCode decideMassQuote(final UnsafeBuffer buffer, final int offset) {
        massQuote.wrap(
                buffer,
                offset + FrameLayout.HEADER_LENGTH,
                FrameLayout.blockLength(buffer, offset),
                MassQuoteDecoder.SCHEMA_VERSION);
        return ladder.check(
                massQuote.accountId(),
                massQuote.underlyingId(),
                massQuote.mmpGroup(),
                massQuote.entries().count(),
                sides(),
                massQuote.validUntilNs(),
                state.marginLag());
    }

    /** Whether a side of an entry is a quote, and not the lack of one. */
    static boolean isQuote(final long priceE8, final long lots) {
        return priceE8 != NO_PRICE && lots != 0;
    }

    /** Sides with a price, where anybody counts them. */
    private int sides() {
        if (!state.mirror.controls().rates().isActive()) {
            return 0;
        }
        massQuote.sbeRewind();
        int sides = 0;
        for (final EntriesDecoder entry : massQuote.entries()) {
            sides += isQuote(entry.bidPriceE8(), entry.bidLots()) ? 1 : 0;
            sides += isQuote(entry.askPriceE8(), entry.askLots()) ? 1 : 0;
        }
        return sides;
    }

    /** Bytes that the command of the mass quote decided last has behind its block. */
    int entriesLength(final RejectCode decision) {
        final int count = decision == RejectCode.ACCEPTED ? count() : 0;
        return MassQuoteCommandEncoder.EntriesEncoder.sbeHeaderSize()
                + count * MassQuoteCommandEncoder.EntriesEncoder.sbeBlockLength();
    }

    private int count() {
        massQuote.sbeRewind();
        return massQuote.entries().count();
    }

    /** Writes the entries with what is decided of each side; none where the whole was refused. */
    void completeMassQuote(final UnsafeBuffer buffer, final int block, final RejectCode decision) {
        final int count = decision == RejectCode.ACCEPTED ? count() : 0;
        massQuote.sbeRewind();
        final EntriesDecoder from = massQuote.entries();
        final MassQuoteCommandEncoder.EntriesEncoder to =
                command.wrap(buffer, block).entriesCount(count);
        for (int i = 0; i < count; i++) {
            from.next();
            final boolean hasBid = isQuote(from.bidPriceE8(), from.bidLots());
            final boolean hasAsk = isQuote(from.askPriceE8(), from.askLots());
            final boolean crossed = hasBid && hasAsk && from.bidPriceE8() >= from.askPriceE8();
            final int instrumentId = from.instrumentId();
            to.next()
                    .bidPriceE8(from.bidPriceE8())
                    .bidLots(from.bidLots())
                    .askPriceE8(from.askPriceE8())
                    .askLots(from.askLots())
                    .instrumentId(instrumentId)
                    .bidDecision(
                            ladder.checkSide(instrumentId, true, hasBid, from.bidPriceE8(), from.bidLots(), crossed))
                    .askDecision(
                            ladder.checkSide(instrumentId, false, hasAsk, from.askPriceE8(), from.askLots(), crossed));
        }
    }

    RejectCode decideCancel(final UnsafeBuffer buffer, final int body) {
        cancelQuotes.wrap(buffer, body, CancelQuotesDecoder.BLOCK_LENGTH, CancelQuotesDecoder.SCHEMA_VERSION);
        return ladder.checkCancel(
                cancelQuotes.accountId(),
                cancelQuotes.underlyingId(),
                cancelQuotes.instrumentId(),
                cancelQuotes.mmpGroup());
    }

    RejectCode decideLimits(final UnsafeBuffer buffer, final int body) {
        setProtection.wrap(
                buffer,
                body,
                SetMarketMakerProtectionDecoder.BLOCK_LENGTH,
                SetMarketMakerProtectionDecoder.SCHEMA_VERSION);
        final int underlyingId = setProtection.underlyingId();
        limits.accountId = setProtection.accountId();
        limits.underlyingId = underlyingId;
        limits.underlyingCode = state.mirror.reserves().isUnderlying(underlyingId)
                ? state.parameters.underlyings().get(underlyingId - 1).code()
                : null;
        limits.number = setProtection.mmpGroup();
        limits.currency = setProtection.currency();
        limits.intervalNs = setProtection.intervalNs();
        limits.frozenNs = setProtection.frozenNs();
        limits.quantityLimitE8 = setProtection.quantityLimitE8();
        limits.deltaLimitE8 = setProtection.deltaLimitE8();
        limits.vegaLimitE8 = setProtection.vegaLimitE8();
        limits.maxQuoteQuantityE8 = setProtection.maxQuoteQuantityE8();
        return ladder.checkLimits(limits, state.marginLag());
    }

    /** The reserve that the limits need. */
    void completeLimits(final UnsafeBuffer buffer, final int block) {
        buffer.putLong(
                block + SetMarketMakerProtectionCommandEncoder.reserveE12EncodingOffset(),
                limits.reserveE12,
                ByteOrder.LITTLE_ENDIAN);
    }

    RejectCode decideReset(final UnsafeBuffer buffer, final int body) {
        resetProtection.wrap(
                buffer,
                body,
                ResetMarketMakerProtectionDecoder.BLOCK_LENGTH,
                ResetMarketMakerProtectionDecoder.SCHEMA_VERSION);
        return ladder.checkReset(
                resetProtection.accountId(), resetProtection.underlyingId(), resetProtection.mmpGroup());
    }
}
