package io.strikebook.sequencer;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.margin.ScenarioLevels;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.sequencer.pretrade.MarkHistory;
import io.strikebook.sequencer.pretrade.Mirror;
import io.strikebook.sequencer.pretrade.RiskHistory;
import io.strikebook.sequencer.pretrade.TradingState;
import java.util.ArrayDeque;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Everything that the sequencer's decisions depend on; changed by applying inputs and commands, never by deciding. */
final class SequencerState {
    /** A listing that the pricer asked for and that is not on commands yet: its number and the terms as encoded. */
    record PendingListing(long sourceSequence, UnsafeBuffer terms) {}

    private static final long PENDING_LISTING_KIND = 10;
    private static final long SHORT_TICK_NS = 1_000_000L;

    final VenueParameters parameters;
    final StateHash entities = new StateHash();
    final MarkHistory marks;
    final TradingState trading;
    final RiskHistory risks;
    final Mirror mirror;
    final SourceTable sources;
    final ArrayDeque<PendingListing> listings = new ArrayDeque<>();
    final ArrayDeque<PendingSettlement> settlements = new ArrayDeque<>();
    final ArrayDeque<PendingLiquidation> liquidations = new ArrayDeque<>();
    final PendingTriggers triggers = new PendingTriggers(entities);
    /** What is announced of margin's parameters, and what operators said of them. */
    final ScenarioSets scenarios;

    final ScenarioLevels levels;
    final ArrayDeque<PendingLevel> askedLevels = new ArrayDeque<>();
    final int pricerSource;
    final int marginSource;

    /** Sequence and time of the last command. */
    long sequence;

    long timestampNs;

    /** Time of the last command for all. */
    long lastForAllNs;

    /** Newest epoch applied, and the newest that a MarksAdvanced announced. */
    long marksApplied;

    long marksTo;

    /** Newest whole margin group applied, and newest executions group. */
    long marginTo;

    long executionsTo;

    /** Groups of that sequence applied, each of another shard; not saved: a state is saved when they are complete. */
    private int executionGroups;

    /** The sequencer's own commands so far. */
    long ownCommands;

    /** The last command was a checkpoint. */
    boolean checkpointed;

    long marksHash = FrameHash.EMPTY;
    long executionsHash = FrameHash.EMPTY;
    long marginHash = FrameHash.EMPTY;
    long requestsHash = FrameHash.EMPTY;

    SequencerState(final VenueParameters parameters, final List<SourceDescription> descriptions) {
        this.parameters = parameters;
        final int maxInstruments = parameters.preTrade().maxInstruments();
        this.marks = new MarkHistory(maxInstruments, parameters.underlyings().size(), entities);
        this.trading = new TradingState(maxInstruments, entities);
        this.risks = new RiskHistory(parameters, marks, entities);
        this.mirror = new Mirror(parameters, marks, risks, entities);
        this.sources = new SourceTable(descriptions);
        this.scenarios = new ScenarioSets(parameters.marks().scenarioSetVersion(), parameters.underlyings());
        this.levels =
                new ScenarioLevels(new ScenarioSets(parameters.marks().scenarioSetVersion(), parameters.underlyings()));
        this.pricerSource = sources.sourceOf(QueueNames.MARKS);
        this.marginSource = sources.sourceOf(QueueNames.MARGIN);
    }

    /** How much time passes between commands for all: short steps while an instrument holds orders for a fixed time. */
    long tickIntervalNs() {
        final long intervalNs = parameters.sequencing().tickIntervalNs();
        return trading.modes().isAnyHolding() ? Math.min(intervalNs, SHORT_TICK_NS) : intervalNs;
    }

    /** How many commands margin is behind. */
    long marginLag() {
        return sequence - marginTo;
    }

    /** Whether another shard of matching may have answered the command of the newest executions group too. */
    boolean awaitsExecutions() {
        return executionGroups > 0 && executionGroups < parameters.matchingShards();
    }

    /** A whole executions group was applied. */
    void executionsApplied(final long group) {
        executionGroups = group == executionsTo ? executionGroups + 1 : 1;
        executionsTo = group;
    }

    /** Counts a request as consumed. */
    void requestConsumed(final UnsafeBuffer buffer, final int offset, final int length) {
        requestsHash = FrameHash.update(requestsHash, buffer, offset, length);
    }

    /** Remembers a listing request until its command is applied. */
    void await(final PendingListing listing) {
        listings.addLast(listing);
        entities.add(hash(listing));
    }

    /** Remembers a level that the pricer asked for until its command is applied. */
    void await(final PendingLevel level) {
        askedLevels.addLast(level);
        entities.add(level.hash());
    }

    /** Whether the pricer's oldest request that waits is for a level of margin, not for a listing. */
    boolean isLevelNext() {
        final PendingLevel level = askedLevels.peekFirst();
        final PendingListing listing = listings.peekFirst();
        return level != null && (listing == null || level.sourceSequence() < listing.sourceSequence());
    }

    /** Remembers a settlement that margin asked for until its command is applied. */
    void await(final PendingSettlement settlement) {
        settlements.addLast(settlement);
        entities.add(settlement.hash());
    }

    /** Remembers a step of a liquidation that margin asked for until its command is applied. */
    void await(final PendingLiquidation step) {
        liquidations.addLast(step);
        entities.add(step.hash());
    }

    /** Number of margin's oldest request that waits, of any kind; {@code Long.MAX_VALUE} where none does. */
    long oldestMarginRequest() {
        long oldest = triggers.size() == 0 ? Long.MAX_VALUE : triggers.sourceSequence(0);
        oldest = settlements.isEmpty()
                ? oldest
                : Math.min(oldest, settlements.peekFirst().sourceSequence());
        return liquidations.isEmpty()
                ? oldest
                : Math.min(oldest, liquidations.peekFirst().sourceSequence());
    }

    /** The command of margin's oldest request was applied. */
    void marginSequenced(final long sourceSequence) {
        final PendingSettlement settlement = settlements.peekFirst();
        final PendingLiquidation step = liquidations.peekFirst();
        if (settlement != null && settlement.sourceSequence() == sourceSequence) {
            entities.remove(settlements.removeFirst().hash());
        } else if (step != null && step.sourceSequence() == sourceSequence) {
            entities.remove(liquidations.removeFirst().hash());
        } else {
            triggers.sequenced(sequence, sourceSequence);
        }
    }

    /** The command of the pricer's oldest request was applied. */
    void pricerSequenced(final long sourceSequence) {
        if (isLevelNext() && askedLevels.peekFirst().sourceSequence() == sourceSequence) {
            entities.remove(askedLevels.removeFirst().hash());
            return;
        }
        final PendingListing oldest = listings.pollFirst();
        if (oldest == null || oldest.sourceSequence() != sourceSequence) {
            throw new IllegalStateException("command " + sequence + " answers request " + sourceSequence
                    + " of the pricer" + ", the oldest waiting is " + (oldest == null ? 0 : oldest.sourceSequence()));
        }
        entities.remove(hash(oldest));
    }

    private static long hash(final PendingListing listing) {
        return StateHash.of(PENDING_LISTING_KIND, listing.sourceSequence(), 0, 0, 0);
    }

    /** Hash of all state as of now. */
    long stateHash() {
        long hash = StateHash.of(sequence, timestampNs, lastForAllNs, marksApplied, marksTo);
        hash = StateHash.and(hash, marginTo);
        hash = StateHash.and(hash, executionsTo);
        hash = StateHash.and(hash, ownCommands);
        hash = StateHash.and(hash, marks.floorEpoch());
        hash = sources.hash(hash);
        hash = StateHash.and(hash, scenarios.hash());
        hash = StateHash.and(hash, levels.hash());
        hash = mirror.controls().hash(mirror, hash);
        hash = StateHash.and(hash, risks.legs().hash());
        return StateHash.and(hash, entities.value());
    }

    /**
     * Hash of all frames consumed. Each input has its own running hash and this combines them, so it does not depend on how inputs
     * interleaved between two commands, which decisions do not depend on either.
     */
    long consumedHash() {
        return StateHash.of(0, marksHash, executionsHash, marginHash, requestsHash);
    }
}
