package io.strikebook.matching;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelReason;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.MmpChangedDecoder;
import io.strikebook.schemas.MmpTriggeredDecoder;
import io.strikebook.schemas.QuotesAcceptedDecoder;
import io.strikebook.schemas.QuotesCancelledDecoder;
import io.strikebook.schemas.RejectCode;
import org.agrona.concurrent.UnsafeBuffer;

/** Events of quotes as short text. */
final class QuoteEventText {

    private QuoteEventText() {}

    /** Of one entry. */
    static String codes(final int instrument, final RejectCode bid, final RejectCode ask) {
        return " " + instrument + ":" + bid + "/" + ask;
    }

    static String quotes(final int account, final int underlying, final int group, final long set, final String codes) {
        return "quotes " + account + '/' + underlying + '/' + group + " set " + set + codes;
    }

    static String cancelled(
            final int account,
            final int underlying,
            final int group,
            final int instrument,
            final long set,
            final int count,
            final CancelReason reason) {
        return "quotes-off " + account + '/' + underlying + '/' + group + " instrument " + instrument + " set " + set
                + ' ' + count + ' ' + reason;
    }

    static String triggered(
            final int account,
            final int underlying,
            final int group,
            final int instrument,
            final long quantity,
            final long delta,
            final long vega,
            final String until,
            final int count) {
        return "triggered " + account + '/' + underlying + '/' + group + " by " + instrument + " with " + quantity + ' '
                + delta + ' ' + vega + " until " + until + " off " + count;
    }

    static String changed(
            final int account,
            final int underlying,
            final int group,
            final boolean configured,
            final String until,
            final long reserve) {
        return "protection " + account + '/' + underlying + '/' + group + (configured ? " set" : " removed") + " until "
                + until + " reserve " + reserve;
    }

    static String until(final long untilNs) {
        return untilNs == MmpTriggeredDecoder.frozenUntilNsNullValue() ? "reset" : Long.toString(untilNs);
    }

    static String decode(final UnsafeBuffer buffer, final int offset) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case QuotesAcceptedDecoder.TEMPLATE_ID: {
                final QuotesAcceptedDecoder event =
                        new QuotesAcceptedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                final StringBuilder codes = new StringBuilder();
                final String head =
                        quotes(event.accountId(), event.underlyingId(), event.mmpGroup(), event.quoteSetId(), "");
                for (final QuotesAcceptedDecoder.EntriesDecoder entry : event.entries()) {
                    codes.append(codes(entry.instrumentId(), entry.bidCode(), entry.askCode()));
                }
                return head + codes;
            }
            case QuotesCancelledDecoder.TEMPLATE_ID: {
                final QuotesCancelledDecoder event =
                        new QuotesCancelledDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return cancelled(
                        event.accountId(),
                        event.underlyingId(),
                        event.mmpGroup(),
                        event.instrumentId(),
                        event.quoteSetId(),
                        event.cancelled(),
                        event.reason());
            }
            case MmpTriggeredDecoder.TEMPLATE_ID: {
                final MmpTriggeredDecoder event =
                        new MmpTriggeredDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return triggered(
                        event.accountId(),
                        event.underlyingId(),
                        event.mmpGroup(),
                        event.instrumentId(),
                        event.quantityE8(),
                        event.deltaE8(),
                        event.vegaE8(),
                        until(event.frozenUntilNs()),
                        event.cancelled());
            }
            default: {
                final MmpChangedDecoder event =
                        new MmpChangedDecoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderDecoder());
                return changed(
                        event.accountId(),
                        event.underlyingId(),
                        event.mmpGroup(),
                        event.configured() == 1,
                        until(event.blockedUntilNs()),
                        event.reserveE12());
            }
        }
    }
}
