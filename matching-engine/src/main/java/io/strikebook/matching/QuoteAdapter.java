package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.matching.rules.MassQuote;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.matching.rules.ProtectionTerms;
import io.strikebook.schemas.CancelQuotesCommandDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder.EntriesDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ResetMarketMakerProtectionCommandDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionCommandDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Commands about quotes and market-maker protection as typed calls. Remembers of the last one what its refusal would name. */
final class QuoteAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final MassQuoteCommandDecoder massQuote = new MassQuoteCommandDecoder();
    private final CancelQuotesCommandDecoder cancelQuotes = new CancelQuotesCommandDecoder();
    private final SetMarketMakerProtectionCommandDecoder setProtection = new SetMarketMakerProtectionCommandDecoder();
    private final ResetMarketMakerProtectionCommandDecoder resetProtection =
            new ResetMarketMakerProtectionCommandDecoder();
    private final MassQuote message = new MassQuote();
    private final ProtectionTerms terms = new ProtectionTerms();
    private final MatchingRules rules;
    private long quoteSetId;
    private int accountId;

    QuoteAdapter(final MatchingRules rules) {
        this.rules = rules;
    }

    long quoteSetId() {
        return quoteSetId;
    }

    int accountId() {
        return accountId;
    }

    RejectCode onMassQuote(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        massQuote.wrapAndApplyHeader(buffer, offset, header);
        quoteSetId = massQuote.quoteSetId();
        accountId = massQuote.accountId();
        if (decision != RejectCode.ACCEPTED) {
            return decision;
        }
        message.begin(accountId, massQuote.underlyingId(), massQuote.mmpGroup(), quoteSetId);
        final int end = offset + FrameLayout.frameLength(buffer, offset);
        requireWithin(massQuote.limit() + EntriesDecoder.sbeHeaderSize(), end, offset, buffer);
        final EntriesDecoder entries = massQuote.entries();
        if (entries.count() > MassQuote.MAX_ENTRIES || entries.actingBlockLength() < EntriesDecoder.sbeBlockLength()) {
            throw new IllegalArgumentException("command " + FrameLayout.sequence(buffer, offset) + " has "
                    + entries.count() + " quotes of " + entries.actingBlockLength() + " bytes");
        }
        requireWithin(massQuote.limit() + entries.count() * entries.actingBlockLength(), end, offset, buffer);
        while (entries.hasNext()) {
            entries.next();
            message.add(
                    entries.instrumentId(),
                    entries.bidPriceE8(),
                    entries.bidLots(),
                    entries.bidDecision(),
                    entries.askPriceE8(),
                    entries.askLots(),
                    entries.askDecision());
        }
        return rules.massQuote(message);
    }

    private static void requireWithin(final int need, final int end, final int offset, final UnsafeBuffer buffer) {
        if (need > end) {
            throw new IllegalArgumentException("command " + FrameLayout.sequence(buffer, offset)
                    + " ends before its quotes do: " + (end - offset) + " bytes, " + (need - offset) + " needed");
        }
    }

    void onCancelQuotes(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        cancelQuotes.wrapAndApplyHeader(buffer, offset, header);
        quoteSetId = cancelQuotes.quoteSetId();
        accountId = cancelQuotes.accountId();
        if (decision == RejectCode.ACCEPTED) {
            rules.cancelQuotes(
                    accountId,
                    cancelQuotes.underlyingId(),
                    cancelQuotes.mmpGroup(),
                    cancelQuotes.instrumentId(),
                    quoteSetId);
        }
    }

    void onSetProtection(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        setProtection.wrapAndApplyHeader(buffer, offset, header);
        accountId = setProtection.accountId();
        if (decision == RejectCode.ACCEPTED) {
            terms.accountId = accountId;
            terms.underlyingId = setProtection.underlyingId();
            terms.group = setProtection.mmpGroup();
            terms.intervalNs = setProtection.intervalNs();
            terms.frozenNs = setProtection.frozenNs();
            terms.quantityLimitE8 = setProtection.quantityLimitE8();
            terms.deltaLimitE8 = setProtection.deltaLimitE8();
            terms.vegaLimitE8 = setProtection.vegaLimitE8();
            terms.maxQuoteQuantityE8 = setProtection.maxQuoteQuantityE8();
            terms.reserveE12 = setProtection.reserveE12();
            rules.setProtection(terms);
        }
    }

    RejectCode onResetProtection(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        resetProtection.wrapAndApplyHeader(buffer, offset, header);
        accountId = resetProtection.accountId();
        return decision == RejectCode.ACCEPTED
                ? rules.resetProtection(accountId, resetProtection.underlyingId(), resetProtection.mmpGroup())
                : decision;
    }
}
