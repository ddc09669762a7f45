package io.strikebook.runner.crash;

import io.strikebook.common.venue.Currencies;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupSink;
import io.strikebook.runner.Lockstep;
import io.strikebook.schemas.AccountStateDecoder;
import io.strikebook.schemas.BlockFillDecoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.ForcedTradesCommandDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.LiquidationCancelCommandDecoder;
import io.strikebook.schemas.LiquidationNotice;
import io.strikebook.schemas.LiquidationNoticedDecoder;
import io.strikebook.schemas.LiquidationOrderCommandDecoder;
import io.strikebook.schemas.LiquidationStage;
import io.strikebook.schemas.LossPaidDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.MmpTriggeredDecoder;
import io.strikebook.schemas.QuotesAcceptedDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RejectedDecoder;
import io.strikebook.schemas.ShareLossCommandDecoder;
import java.util.BitSet;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Counts what the engines wrote: liquidations, their steps, who paid, and the lowest that any account's equity was told to be. */
final class CrashTally {
    private static final double E12 = 1e12;

    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final AccountStateDecoder state = new AccountStateDecoder();
    private final LiquidationNoticedDecoder noticed = new LiquidationNoticedDecoder();
    private final LossPaidDecoder paid = new LossPaidDecoder();
    private final BlockFillDecoder block = new BlockFillDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final ForcedTradesCommandDecoder forced = new ForcedTradesCommandDecoder();
    private final BitSet traded = new BitSet();
    private final BitSet unquoted = new BitSet();
    private final MassQuoteCommandDecoder quotes = new MassQuoteCommandDecoder();
    private final QuotesAcceptedDecoder answered = new QuotesAcceptedDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final MmpTriggeredDecoder breach = new MmpTriggeredDecoder();
    private final int fundId;
    private final Worth worth;
    private LiquidationStage forcedStage = LiquidationStage.NULL_VAL;
    private LiquidationCounts counts = new LiquidationCounts();
    private int open;
    private long steps;

    /** What amounts are worth. */
    interface Worth {
        /** Dollars of lots of an instrument, at the index. */
        double dollars(int instrumentId, long lots);

        /** Dollars for one of a currency. */
        double dollarsFor(Currency currency);
    }

    CrashTally(final int fundId, final Worth worth) {
        this.fundId = fundId;
        this.worth = worth;
    }

    /** Takes what the engines write. */
    Lockstep.Outputs outputs() {
        return new Lockstep.Outputs(sink(this::onCommand), List.of(sink(this::onExecution)), sink(this::onMargin));
    }

    private interface Frame {
        void on(UnsafeBuffer buffer, int offset);
    }

    private static GroupSink sink(final Frame taker) {
        return (buffer, offset, length, firstSequence, groupsEnded) -> {
            int at = offset;
            while (at < offset + length) {
                taker.on(buffer, at);
                at += FrameLayout.frameLength(buffer, at);
            }
        };
    }

    /** How many wallets are in liquidation. */
    int open() {
        return open;
    }

    /** Steps so far, of the fund's selling too; whoever waits sees by it that there was one. */
    long steps() {
        return steps;
    }

    /** What was counted since the last call. */
    LiquidationCounts take() {
        final LiquidationCounts taken = counts;
        counts = new LiquidationCounts();
        return taken;
    }

    /** Whether quotes of an account were taken off or refused, whatever the reason, since the last call. */
    boolean takeUnquoted(final int accountId) {
        final boolean was = unquoted.get(accountId);
        unquoted.clear(accountId);
        return was;
    }

    /** Whether an instrument traded in the book since the last call. */
    boolean takeTraded(final int instrumentId) {
        final boolean did = traded.get(instrumentId);
        traded.clear(instrumentId);
        return did;
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset) {
        final int template = FrameLayout.templateId(buffer, offset);
        final boolean step = template == LiquidationOrderCommandDecoder.TEMPLATE_ID
                || template == LiquidationCancelCommandDecoder.TEMPLATE_ID
                || template == ForcedTradesCommandDecoder.TEMPLATE_ID
                || template == ShareLossCommandDecoder.TEMPLATE_ID;
        if (template == MassQuoteCommandDecoder.TEMPLATE_ID) {
            quotes.wrapAndApplyHeader(buffer, offset, header);
            refused(quotes.envelope().decision(), quotes.accountId());
        }
        if (!step) {
            return;
        }
        steps++;
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        if (envelope.decision() != RejectCode.ACCEPTED) {
            counts.refused++;
        } else if (template == LiquidationOrderCommandDecoder.TEMPLATE_ID) {
            counts.orders++;
        } else if (template == ForcedTradesCommandDecoder.TEMPLATE_ID) {
            forced.wrapAndApplyHeader(buffer, offset, header);
            forcedStage = forced.stage();
            counts.takeovers += forcedStage == LiquidationStage.TAKE_OVER ? 1 : 0;
            counts.deleveragings += forcedStage == LiquidationStage.DELEVERAGE ? 1 : 0;
        }
    }

    private void onQuotes(final QuotesAcceptedDecoder answer) {
        for (final QuotesAcceptedDecoder.EntriesDecoder entry : answer.entries()) {
            refused(entry.bidCode(), answer.accountId());
            refused(entry.askCode(), answer.accountId());
        }
    }

    private void refused(final RejectCode code, final int accountId) {
        if (code != RejectCode.ACCEPTED) {
            unquoted.set(accountId);
        }
    }

    private void onExecution(final UnsafeBuffer buffer, final int offset) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrapAndApplyHeader(buffer, offset, header);
                traded.set(fill.instrumentId());
                counts.fills++;
            }
            case BlockFillDecoder.TEMPLATE_ID -> {
                block.wrapAndApplyHeader(buffer, offset, header);
                final double dollars = worth.dollars(block.instrumentId(), block.quantityLots());
                if (forcedStage == LiquidationStage.DELEVERAGE) {
                    counts.deleveragedLots += block.quantityLots();
                    counts.deleveragedUsd += dollars;
                } else {
                    counts.takenOverUsd += dollars;
                }
            }
            case QuotesAcceptedDecoder.TEMPLATE_ID -> onQuotes(answered.wrapAndApplyHeader(buffer, offset, header));
            case RejectedDecoder.TEMPLATE_ID -> {
                rejected.wrapAndApplyHeader(buffer, offset, header);
                if (rejected.commandTemplateId() == MassQuoteCommandDecoder.TEMPLATE_ID) {
                    refused(rejected.code(), rejected.accountId());
                }
            }
            case MmpTriggeredDecoder.TEMPLATE_ID ->
                unquoted.set(breach.wrapAndApplyHeader(buffer, offset, header).accountId());
            default -> {}
        }
    }

    private void onMargin(final UnsafeBuffer buffer, final int offset) {
        switch (FrameLayout.templateId(buffer, offset)) {
            case AccountStateDecoder.TEMPLATE_ID -> {
                state.wrapAndApplyHeader(buffer, offset, header);
                if (state.accountId() != fundId) {
                    final double usd = state.equityE12() / E12 * worth.dollarsFor(state.currency());
                    counts.lowestUsd = Math.min(counts.lowestUsd, usd);
                    if (state.equityE12() < 0) {
                        counts.below.set(state.accountId());
                    }
                }
            }
            case LiquidationNoticedDecoder.TEMPLATE_ID ->
                onNotice(noticed.wrapAndApplyHeader(buffer, offset, header).notice(), noticed.accountId());
            case LossPaidDecoder.TEMPLATE_ID -> onPaid(buffer, offset);
            default -> {}
        }
    }

    private void onNotice(final LiquidationNotice notice, final int accountId) {
        switch (notice) {
            case MARGIN_CALL -> counts.marginCalls++;
            case BEGUN -> {
                counts.begun++;
                counts.liquidated.set(accountId);
                open++;
            }
            case ENDED -> {
                counts.ended++;
                open--;
            }
            default -> {}
        }
    }

    private void onPaid(final UnsafeBuffer buffer, final int offset) {
        paid.wrapAndApplyHeader(buffer, offset, header);
        final double usd =
                paid.amount() * (Currencies.unitE12(paid.currency()) / E12) * worth.dollarsFor(paid.currency());
        if (paid.accountId() != fundId) {
            counts.sharedUsd += usd;
        } else if (paid.amount() > 0) {
            counts.insuranceUsd += usd;
        } else {
            counts.insuranceGotUsd -= usd;
        }
    }
}
