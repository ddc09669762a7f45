package io.strikebook.system;

import io.strikebook.common.venue.CommandOwnership;
import io.strikebook.common.venue.MatchingShard;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.ipc.recovery.ComparingSink;
import io.strikebook.margin.MarginAgent;
import io.strikebook.margin.MarginEngine;
import io.strikebook.schemas.BlockTradeDecoder;
import io.strikebook.schemas.CancelByLabelDecoder;
import io.strikebook.schemas.CancelOrderDecoder;
import io.strikebook.schemas.CancelQuotesDecoder;
import io.strikebook.schemas.CreateAccountDecoder;
import io.strikebook.schemas.DepositDecoder;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.ImpliedFillDecoder;
import io.strikebook.schemas.ListComboDecoder;
import io.strikebook.schemas.ListInstrumentDecoder;
import io.strikebook.schemas.MarksAdvancedCommandDecoder;
import io.strikebook.schemas.MassCancelDecoder;
import io.strikebook.schemas.MassQuoteDecoder;
import io.strikebook.schemas.NewDetailedOrderDecoder;
import io.strikebook.schemas.NewLinkedOrdersDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.NewOrderDecoder;
import io.strikebook.schemas.NewTriggerOrderDecoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ReplaceOrderDecoder;
import io.strikebook.schemas.ReplaceTriggerOrderDecoder;
import io.strikebook.schemas.ResetMarketMakerProtectionDecoder;
import io.strikebook.schemas.ScheduleOpeningDecoder;
import io.strikebook.schemas.SetAccountGroupDecoder;
import io.strikebook.schemas.SetAccountLimitsDecoder;
import io.strikebook.schemas.SetAccountStandingDecoder;
import io.strikebook.schemas.SetAllocationDecoder;
import io.strikebook.schemas.SetCancelOnDisconnectDecoder;
import io.strikebook.schemas.SetGreekLimitsDecoder;
import io.strikebook.schemas.SetGroupKillSwitchDecoder;
import io.strikebook.schemas.SetIndexSourceDecoder;
import io.strikebook.schemas.SetInstrumentPhaseDecoder;
import io.strikebook.schemas.SetKillSwitchDecoder;
import io.strikebook.schemas.SetMarginModelDecoder;
import io.strikebook.schemas.SetMarketMakerProtectionDecoder;
import io.strikebook.schemas.SetMarketModeDecoder;
import io.strikebook.schemas.SetPositionLimitDecoder;
import io.strikebook.schemas.SetRateLimitDecoder;
import io.strikebook.schemas.SetRiskLimitsDecoder;
import io.strikebook.schemas.SetScenarioSetDecoder;
import io.strikebook.schemas.SetSelfTradePreventionDecoder;
import io.strikebook.schemas.SetVolatilityBandDecoder;
import io.strikebook.schemas.SettleExpiryDecoder;
import io.strikebook.schemas.TransferDecoder;
import io.strikebook.schemas.UnusableRequestCommandDecoder;
import io.strikebook.schemas.WithdrawDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what a stopped venue recorded and holds it to the protocol: every request exactly once on {@code commands} and
 * in its source's order, one whole group on {@code executions} and {@code margin} for each command that they own,
 * watermarks that never go back, all numbers gap-free. Then margin is computed again over what was recorded: its frames
 * must be the recorded ones, and all money must sum to zero after every few commands.
 */
public final class HomeAudit {
    /**
     * What was found.
     *
     * @param events   groups on {@code market-data}
     * @param epochs   groups on {@code marks}
     * @param requests per source of requests with a queue of its own, by name
     * @param commands groups on {@code commands}
     * @param accepted requests accepted
     * @param fills    trades in books on {@code executions}, one of a combination with orders of its legs once
     * @param strange  frames on a queue of requests that are none of its requests: refused as malformed
     * @param templates how many accepted commands, and frames on {@code executions}, there are of each template
     */
    public record Report(
            long events,
            long epochs,
            Map<String, Long> requests,
            long commands,
            long accepted,
            long fills,
            long strange,
            Map<Integer, Long> templates) {}

    private static final int ENVELOPE = EnvelopeDecoder.ENCODED_LENGTH;

    private final Home home;
    private final Manifest manifest;
    private final CommandOwnership ownership;
    private final List<QueueWalk> executions = new ArrayList<>();
    private final ChronicleTransport transport;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final Map<Integer, QueueWalk> sources = new LinkedHashMap<>();

    /** By source whose requests are frames among others: the last one that is on commands. */
    private final Map<Integer, Long> requestsAmongOthers = new LinkedHashMap<>();

    private final Map<Integer, Long> templates = new TreeMap<>();

    private long ownCommands;
    private long marksTo;
    private long marginTo;
    private long accepted;
    private long fills;
    private long strange;

    private HomeAudit(final Home home) {
        this.home = home;
        manifest = home.open();
        ownership = manifest.venue().ownership();
        transport = HomeQueues.transport(manifest, System::nanoTime);
    }

    /** Audits a home whose processes have stopped. */
    public static Report of(final Home home) {
        return new HomeAudit(home).run();
    }

    private Report run() {
        final long events = walkWhole(QueueNames.MARKET_DATA);
        final long epochs = walkWhole(QueueNames.MARKS);
        final Map<String, Long> requests = new LinkedHashMap<>();
        final long commands;
        try (QueueWalk spine = walk(QueueNames.COMMANDS, true);
                QueueWalk margin = walk(QueueNames.MARGIN, true)) {
            openSources();
            QueueNames.executions(ownership.shards()).forEach(queue -> executions.add(walk(queue, false)));
            while (spine.nextGroup()) {
                checkCommand(spine);
                checkAnswers(spine, margin);
            }
            commands = spine.groups();
            executions.forEach(shard -> shard.require(!shard.nextGroup(), "answers a command that is not there"));
            margin.require(!margin.nextGroup(), "answers a command that is not there");
            spine.require(marksTo <= epochs, "refers to epoch " + marksTo + " of " + epochs);
            for (final QueueWalk source : sources.values()) {
                source.require(!source.nextGroup(), "request " + source.sequence() + " was never sequenced");
                requests.put(source.queue(), source.groups());
            }
        } finally {
            sources.values().forEach(QueueWalk::close);
            executions.forEach(QueueWalk::close);
        }
        recomputeMargin();
        return new Report(events, epochs, requests, commands, accepted, fills, strange, templates);
    }

    private QueueWalk walk(final String queue, final boolean gapFree) {
        return new QueueWalk(home, transport, queue, gapFree);
    }

    private long walkWhole(final String queue) {
        try (QueueWalk walk = walk(queue, true)) {
            while (walk.nextGroup()) {
                continue;
            }
            return walk.groups();
        }
    }

    private void openSources() {
        for (final SourceDescription source : manifest.sources()) {
            if (source.queue().equals(QueueNames.ADMIN) || QueueNames.isOrders(source.queue())) {
                sources.put(source.sourceId(), walk(source.queue(), true));
            }
        }
    }

    private void checkCommand(final QueueWalk spine) {
        envelope.wrap(spine.buffer(), spine.body());
        final long sequence = spine.sequence();
        final boolean advance = spine.templateId() == MarksAdvancedCommandDecoder.TEMPLATE_ID;
        spine.require(
                advance ? envelope.marksTo() == marksTo + 1 : envelope.marksTo() == marksTo,
                "command " + sequence + " has marksTo " + envelope.marksTo() + " after " + marksTo);
        spine.require(
                envelope.marginTo() >= marginTo && envelope.marginTo() < sequence,
                "command " + sequence + " has marginTo " + envelope.marginTo() + " after " + marginTo);
        marksTo = envelope.marksTo();
        marginTo = envelope.marginTo();
        if (envelope.decision() == RejectCode.ACCEPTED) {
            templates.merge(spine.templateId(), 1L, Long::sum);
        }
        checkOrigin(spine);
        spine.require(!spine.nextFrame(), "command " + sequence + " has two frames");
    }

    private void checkOrigin(final QueueWalk spine) {
        final long sourceSequence = envelope.sourceSequence();
        final int sourceId = envelope.sourceId();
        if (sourceId == SourceDescription.SEQUENCER) {
            ownCommands++;
            spine.require(sourceSequence == ownCommands, "own command " + sourceSequence + " after " + ownCommands);
            return;
        }
        final QueueWalk source = sources.get(sourceId);
        if (source == null) {
            final long number = requestsAmongOthers.merge(sourceId, 1L, Long::sum);
            spine.require(
                    sourceSequence == number,
                    "request " + sourceSequence + " of source " + sourceId + " after " + (number - 1));
            return;
        }
        spine.require(
                source.nextGroup() && source.sequence() == sourceSequence,
                "command " + spine.sequence() + " is request " + sourceSequence + " of " + source.queue()
                        + ", which is at " + source.sequence());
        final boolean unusable = !isRequest(source);
        spine.require(
                unusable == (spine.templateId() == UnusableRequestCommandDecoder.TEMPLATE_ID)
                        && (!unusable || envelope.decision() == RejectCode.MALFORMED),
                "command " + spine.sequence() + " is not what request " + sourceSequence + " of " + source.queue()
                        + " calls for");
        strange += unusable ? 1 : 0;
        if (envelope.decision() == RejectCode.ACCEPTED) {
            accepted++;
        }
        if (spine.templateId() == NewOrderCommandDecoder.TEMPLATE_ID) {
            requireSameOrder(spine, source);
        }
    }

    /** Whether the frame is one that its source may send. */
    private static boolean isRequest(final QueueWalk source) {
        return FrameLayout.blockLength(source.buffer(), source.offset())
                >= blockLength(QueueNames.isOrders(source.queue()), source.templateId());
    }

    private static int blockLength(final boolean orders, final int template) {
        final int either = switch (template) {
            case CancelOrderDecoder.TEMPLATE_ID -> CancelOrderDecoder.BLOCK_LENGTH;
            case MassCancelDecoder.TEMPLATE_ID -> MassCancelDecoder.BLOCK_LENGTH;
            case CancelByLabelDecoder.TEMPLATE_ID -> CancelByLabelDecoder.BLOCK_LENGTH;
            case SetSelfTradePreventionDecoder.TEMPLATE_ID -> SetSelfTradePreventionDecoder.BLOCK_LENGTH;
            case BlockTradeDecoder.TEMPLATE_ID -> BlockTradeDecoder.BLOCK_LENGTH;
            case CancelQuotesDecoder.TEMPLATE_ID -> CancelQuotesDecoder.BLOCK_LENGTH;
            case SetMarketMakerProtectionDecoder.TEMPLATE_ID -> SetMarketMakerProtectionDecoder.BLOCK_LENGTH;
            case ResetMarketMakerProtectionDecoder.TEMPLATE_ID -> ResetMarketMakerProtectionDecoder.BLOCK_LENGTH;
            default -> Integer.MAX_VALUE;
        };
        if (either < Integer.MAX_VALUE) {
            return either;
        }
        return orders ? orderBlock(template) : adminBlock(template);
    }

    private static int orderBlock(final int template) {
        return switch (template) {
            case NewOrderDecoder.TEMPLATE_ID -> NewOrderDecoder.BLOCK_LENGTH;
            case SetCancelOnDisconnectDecoder.TEMPLATE_ID -> SetCancelOnDisconnectDecoder.BLOCK_LENGTH;
            case NewDetailedOrderDecoder.TEMPLATE_ID -> NewDetailedOrderDecoder.BLOCK_LENGTH;
            case ReplaceOrderDecoder.TEMPLATE_ID -> ReplaceOrderDecoder.BLOCK_LENGTH;
            case NewTriggerOrderDecoder.TEMPLATE_ID -> NewTriggerOrderDecoder.BLOCK_LENGTH;
            case MassQuoteDecoder.TEMPLATE_ID -> MassQuoteDecoder.BLOCK_LENGTH;
            case NewLinkedOrdersDecoder.TEMPLATE_ID -> NewLinkedOrdersDecoder.BLOCK_LENGTH;
            case ReplaceTriggerOrderDecoder.TEMPLATE_ID -> ReplaceTriggerOrderDecoder.BLOCK_LENGTH;
            default -> Integer.MAX_VALUE;
        };
    }

    private static int adminBlock(final int template) {
        return switch (template) {
            case CreateAccountDecoder.TEMPLATE_ID -> CreateAccountDecoder.BLOCK_LENGTH;
            case DepositDecoder.TEMPLATE_ID -> DepositDecoder.BLOCK_LENGTH;
            case WithdrawDecoder.TEMPLATE_ID -> WithdrawDecoder.BLOCK_LENGTH;
            case TransferDecoder.TEMPLATE_ID -> TransferDecoder.BLOCK_LENGTH;
            case SetAccountLimitsDecoder.TEMPLATE_ID -> SetAccountLimitsDecoder.BLOCK_LENGTH;
            case SetInstrumentPhaseDecoder.TEMPLATE_ID -> SetInstrumentPhaseDecoder.BLOCK_LENGTH;
            case SetKillSwitchDecoder.TEMPLATE_ID -> SetKillSwitchDecoder.BLOCK_LENGTH;
            case ListInstrumentDecoder.TEMPLATE_ID -> ListInstrumentDecoder.BLOCK_LENGTH;
            case ListComboDecoder.TEMPLATE_ID -> ListComboDecoder.BLOCK_LENGTH;
            case SetAllocationDecoder.TEMPLATE_ID -> SetAllocationDecoder.BLOCK_LENGTH;
            case ScheduleOpeningDecoder.TEMPLATE_ID -> ScheduleOpeningDecoder.BLOCK_LENGTH;
            case SetVolatilityBandDecoder.TEMPLATE_ID -> SetVolatilityBandDecoder.BLOCK_LENGTH;
            case SetMarketModeDecoder.TEMPLATE_ID -> SetMarketModeDecoder.BLOCK_LENGTH;
            case SetIndexSourceDecoder.TEMPLATE_ID -> SetIndexSourceDecoder.BLOCK_LENGTH;
            case SetScenarioSetDecoder.TEMPLATE_ID -> SetScenarioSetDecoder.BLOCK_LENGTH;
            case SetMarginModelDecoder.TEMPLATE_ID -> SetMarginModelDecoder.BLOCK_LENGTH;
            case SetAccountStandingDecoder.TEMPLATE_ID -> SetAccountStandingDecoder.BLOCK_LENGTH;
            case SetAccountGroupDecoder.TEMPLATE_ID -> SetAccountGroupDecoder.BLOCK_LENGTH;
            case SetGroupKillSwitchDecoder.TEMPLATE_ID -> SetGroupKillSwitchDecoder.BLOCK_LENGTH;
            case SetRiskLimitsDecoder.TEMPLATE_ID -> SetRiskLimitsDecoder.BLOCK_LENGTH;
            case SetPositionLimitDecoder.TEMPLATE_ID -> SetPositionLimitDecoder.BLOCK_LENGTH;
            case SetGreekLimitsDecoder.TEMPLATE_ID -> SetGreekLimitsDecoder.BLOCK_LENGTH;
            case SetRateLimitDecoder.TEMPLATE_ID -> SetRateLimitDecoder.BLOCK_LENGTH;
            case SettleExpiryDecoder.TEMPLATE_ID -> SettleExpiryDecoder.BLOCK_LENGTH;
            default -> Integer.MAX_VALUE;
        };
    }

    /** A new order's fields are its request's, but for the price of market and market-to-limit orders. */
    private static void requireSameOrder(final QueueWalk spine, final QueueWalk source) {
        final NewOrderCommandDecoder order = new NewOrderCommandDecoder();
        order.wrap(
                spine.buffer(),
                spine.body(),
                FrameLayout.blockLength(spine.buffer(), spine.offset()),
                FrameLayout.version(spine.buffer(), spine.offset()));
        final int length = FrameLayout.blockLength(source.buffer(), source.offset());
        for (int i = 0; i < length; i++) {
            final boolean price = i >= Long.BYTES && i < 2 * Long.BYTES;
            spine.require(
                    price && order.orderType() != OrderType.LIMIT
                            || spine.buffer().getByte(spine.body() + ENVELOPE + i)
                                    == source.buffer().getByte(source.body() + i),
                    "command " + spine.sequence() + " is not the order that " + source.queue() + " " + source.sequence()
                            + " asks for, byte " + i);
        }
    }

    private void checkAnswers(final QueueWalk spine, final QueueWalk margin) {
        final int underlyingId =
                new EnvelopeDecoder().wrap(spine.buffer(), spine.body()).underlyingId();
        for (int index = 0; index < executions.size(); index++) {
            if (new MatchingShard(ownership, index).answers(spine.templateId(), underlyingId)) {
                checkAnswer(spine, executions.get(index));
            }
        }
        requireAnswer(spine, margin);
    }

    private void checkAnswer(final QueueWalk spine, final QueueWalk shard) {
        requireAnswer(spine, shard);
        do {
            templates.merge(shard.templateId(), 1L, Long::sum);
            if (shard.templateId() == FillDecoder.TEMPLATE_ID || shard.templateId() == ImpliedFillDecoder.TEMPLATE_ID) {
                fills++;
            }
        } while (shard.nextFrame());
    }

    private static void requireAnswer(final QueueWalk spine, final QueueWalk answers) {
        answers.require(answers.nextGroup(), "command " + spine.sequence() + " has no answer");
        answers.require(
                answers.sequence() == spine.sequence() && answers.timestampNs() == spine.timestampNs(),
                "group " + answers.sequence() + " at " + answers.timestampNs() + " where the answer to command "
                        + spine.sequence() + " at " + spine.timestampNs() + " belongs");
    }

    /** Margin once more, a batch of commands at a time, each followed by its own checks of all its state. */
    private void recomputeMargin() {
        final ComparingSink recorded =
                new ComparingSink(QueueNames.MARGIN, transport.cursor(home.queue(QueueNames.MARGIN)));
        final List<Subscription> answers = QueueNames.executions(ownership.shards()).stream()
                .map(this::subscription)
                .toList();
        try (Publication publication = new GroupBuffer(recorded);
                Subscription commands = subscription(QueueNames.COMMANDS);
                Subscription marks = subscription(QueueNames.MARKS)) {
            final MarginEngine engine = new MarginEngine(manifest.venue(), publication);
            final MarginAgent agent = new MarginAgent(
                    engine, commands, new ShardedExecutions(ownership, answers), marks, publication, Upstream.NONE);
            agent.onStart();
            while (agent.doWork() > 0) {
                engine.requireConsistent();
            }
            if (recorded.framesMissing() + recorded.countNotComputed() > 0) {
                throw new AssertionError("margin: recorded and computed again differ in length");
            }
        } finally {
            answers.forEach(Subscription::close);
        }
    }

    private Subscription subscription(final String queue) {
        return transport.subscription(home.queue(queue));
    }
}
