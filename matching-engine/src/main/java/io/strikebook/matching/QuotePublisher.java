package io.strikebook.matching;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.book.QuoteGroup;
import io.strikebook.matching.protection.Protection;
import io.strikebook.matching.rules.MassQuote;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MmpChangedEncoder;
import io.strikebook.schemas.MmpTriggeredEncoder;
import io.strikebook.schemas.QuotesAcceptedEncoder;
import io.strikebook.schemas.QuotesAcceptedEncoder.EntriesEncoder;
import io.strikebook.schemas.QuotesCancelledEncoder;

/** What happened to quotes, as frames of the open group. Allocates nothing after construction. */
final class QuotePublisher {
    private static final int ACCEPTED_LENGTH =
            FrameLayout.HEADER_LENGTH + QuotesAcceptedEncoder.BLOCK_LENGTH + EntriesEncoder.sbeHeaderSize();

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final QuotesAcceptedEncoder accepted = new QuotesAcceptedEncoder();
    private final QuotesCancelledEncoder cancelled = new QuotesCancelledEncoder();
    private final MmpTriggeredEncoder triggered = new MmpTriggeredEncoder();
    private final MmpChangedEncoder changed = new MmpChangedEncoder();
    private final Publication executions;

    QuotePublisher(final Publication executions) {
        this.executions = executions;
    }

    void accepted(final MassQuote quotes) {
        final int length = ACCEPTED_LENGTH + quotes.count() * EntriesEncoder.sbeBlockLength();
        final int offset = executions.claim(length);
        final EntriesEncoder entries = accepted.wrapAndApplyHeader(executions.buffer(), offset, header)
                .quoteSetId(quotes.quoteSetId())
                .accountId(quotes.accountId())
                .underlyingId(quotes.underlyingId())
                .mmpGroup((short) quotes.group())
                .reserved1((short) 0)
                .reserved2(0)
                .entriesCount(quotes.count());
        for (int i = 0; i < quotes.count(); i++) {
            final long bidLots = quotes.bidLots(i);
            final long askLots = quotes.askLots(i);
            entries.next()
                    .instrumentId(quotes.instrumentId(i))
                    .bidCode(quotes.bidCode(i))
                    .askCode(quotes.askCode(i))
                    .bidLots(bidLots)
                    .askLots(askLots)
                    .bidPriceE8(bidLots == 0 ? 0 : quotes.bidPriceE8(i))
                    .askPriceE8(askLots == 0 ? 0 : quotes.askPriceE8(i));
        }
        executions.commit(length);
    }

    void cancelled(
            final int accountId,
            final int underlyingId,
            final int group,
            final int instrumentId,
            final long quoteSetId,
            final int count,
            final CancelReason reason) {
        cancelled
                .wrapAndApplyHeader(executions.buffer(), claim(QuotesCancelledEncoder.BLOCK_LENGTH), header)
                .quoteSetId(quoteSetId)
                .accountId(accountId)
                .underlyingId(underlyingId)
                .instrumentId(instrumentId)
                .cancelled(count)
                .mmpGroup((short) group)
                .reason(reason)
                .reserved(0);
        commit(QuotesCancelledEncoder.BLOCK_LENGTH);
    }

    void triggered(final QuoteGroup group, final int instrumentId, final int count) {
        final Protection protection = group.protection();
        triggered
                .wrapAndApplyHeader(executions.buffer(), claim(MmpTriggeredEncoder.BLOCK_LENGTH), header)
                .quantityE8(protection.quantityE8())
                .deltaE8(protection.deltaE8())
                .vegaE8(protection.vegaE8())
                .frozenUntilNs(untilNs(protection.closedUntilNs()))
                .accountId(group.accountId())
                .underlyingId(group.underlyingId())
                .instrumentId(instrumentId)
                .cancelled(count)
                .mmpGroup((short) group.number())
                .reserved1((short) 0)
                .reserved2(0);
        commit(MmpTriggeredEncoder.BLOCK_LENGTH);
    }

    void changed(final QuoteGroup group, final long nowNs) {
        final Protection protection = group.protection();
        changed.wrapAndApplyHeader(executions.buffer(), claim(MmpChangedEncoder.BLOCK_LENGTH), header)
                .blockedUntilNs(protection.isClosed(nowNs) ? untilNs(protection.closedUntilNs()) : 0)
                .reserveE12(protection.reserveE12())
                .accountId(group.accountId())
                .underlyingId(group.underlyingId())
                .mmpGroup((short) group.number())
                .configured((short) (protection.isSet() ? 1 : 0))
                .reserved(0);
        commit(MmpChangedEncoder.BLOCK_LENGTH);
    }

    private static long untilNs(final long closedUntilNs) {
        return closedUntilNs == Protection.UNTIL_RESET ? MmpTriggeredEncoder.frozenUntilNsNullValue() : closedUntilNs;
    }

    private int claim(final int blockLength) {
        return executions.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    private void commit(final int blockLength) {
        executions.commit(FrameLayout.HEADER_LENGTH + blockLength);
    }
}
