package io.strikebook.margin;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.liquidation.Liquidations;
import io.strikebook.margin.position.OpenInterest;
import io.strikebook.margin.request.Requests;
import io.strikebook.margin.request.SettlementRequests;
import io.strikebook.margin.settlement.SettlementSchedule;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.RejectCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The margin engine without a transport. For each command, in order: {@link #onMarks} for every frame of the epochs up to its
 * {@code marksTo}, {@link #beginCommand}, {@link #onExecution} for every frame of the executions group of the same sequence where
 * matching answers such commands, {@link #endCommand}, which writes exactly one group. Single-threaded; allocates nothing after warm-up.
 */
public final class MarginEngine {
    private final Publication publication;
    private final MarginPublisher publisher;
    private final MarginCore core;
    private final Requests requests = new Requests();
    private final SettlementRequests settlementRequests = new SettlementRequests();
    private final OpenInterest openInterest = new OpenInterest();
    private final Liquidations liquidations;
    private final MarginAdapter adapter;
    private long consumedHash = FrameHash.EMPTY;
    private boolean inCommand;

    /** An engine with nothing in it. */
    public MarginEngine(final VenueParameters parameters, final Publication margin) {
        this.publication = margin;
        this.publisher = new MarginPublisher(margin);
        this.core = new MarginCore(
                parameters,
                new SettlementSchedule(settlementRequests, settlementRequests),
                publisher,
                publisher.settlements(),
                this::reporting);
        this.liquidations = new Liquidations(parameters, core, new LiquidationPublisher(publisher), requests::take);
        this.adapter = new MarginAdapter(core, liquidations, requests);
    }

    /** One frame of {@code marks}, between commands. */
    public void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        requireInCommand(false);
        consumedHash = FrameHash.update(consumedHash, buffer, offset, length);
        adapter.onMarks(buffer, offset);
    }

    /** The frame of a command. */
    public void beginCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        requireInCommand(false);
        inCommand = true;
        consumedHash = FrameHash.update(consumedHash, buffer, offset, length);
        adapter.onCommand(buffer, offset);
    }

    /** One frame of the command's group on {@code executions}. */
    public void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        requireInCommand(true);
        consumedHash = FrameHash.update(consumedHash, buffer, offset, length);
        adapter.onExecution(buffer, offset);
    }

    /** Writes the command's group; a checkpoint's answer is its last frame, so that its state hash covers the whole command. */
    public void endCommand() {
        requireInCommand(true);
        inCommand = false;
        final long producedHash = publication.producedHash();
        publisher.beginGroup(adapter.sequence(), adapter.timestampNs());
        if (adapter.refusal() != RejectCode.ACCEPTED) {
            publisher.rejected(
                    adapter.sourceSequence(),
                    adapter.sourceId(),
                    adapter.accountId(),
                    adapter.templateId(),
                    adapter.refusal());
        }
        publisher.requests(requests);
        publisher.settlements().requests(settlementRequests, requests.number(requests.count()));
        requests.written(settlementRequests.count());
        settlementRequests.written();
        if (adapter.settlement().isOne()) {
            settle(adapter.settlement());
        }
        liquidations.finishCommand(adapter.timestampNs());
        core.endCommand(adapter.isTick());
        liquidations.endCommand(adapter.timestampNs());
        if (adapter.isTick()) {
            openInterest.publish(adapter.timestampNs(), core.instruments().lastId(), core.positions(), publisher);
            core.funding().publish(adapter.timestampNs(), publisher);
        }
        if (adapter.isCheckpoint()) {
            publisher.checkpoint(stateHash(), consumedHash, producedHash);
        }
        publisher.endGroup();
    }

    private void settle(final SettleAdapter command) {
        final long positions =
                core.settle(command.kind(), command.underlyingId(), command.settledNs(), command.deliveryPriceE8());
        publisher.settlements().settled(command, positions);
    }

    /** Hash of cash, positions, marks, what is due to be reported, the number of the last request, open interest last told, and liquidations. */
    public long stateHash() {
        return core.stateHash() + requests.hash() + openInterest.hash() + liquidations.hash();
    }

    /** Hash of every frame consumed, in order. */
    public long consumedHash() {
        return consumedHash;
    }

    /** Newest marks epoch applied, 0 before the first. */
    public long marksEpoch() {
        return core.marks().epoch();
    }

    /** Sequence of the last command answered; 0 before the first. */
    public long lastSequence() {
        return publication.lastSequence();
    }

    /** Throws where the state is not consistent; walks all of it. */
    public void requireConsistent() {
        core.requireConsistent();
    }

    /** Writes the whole state, between commands. */
    public void save(final SnapshotOutput output) {
        requireInCommand(false);
        output.section("margin-engine", 6)
                .putLong(consumedHash)
                .putLong(publication.lastSequence())
                .putLong(publication.producedHash())
                .putLong(requests.last())
                .putLong(stateHash());
        openInterest.save(output);
        MarginSnapshot.save(core, output);
        liquidations.save(output);
    }

    /** Reads what {@link #save} wrote into an engine that is still empty. */
    public void load(final SnapshotInput input) {
        input.section("margin-engine", 6);
        consumedHash = input.getLong();
        publication.resume(input.getLong(), input.getLong());
        requests.restore(input.getLong());
        final long expectedHash = input.getLong();
        openInterest.load(input);
        MarginSnapshot.load(core, input);
        liquidations.load(input);
        if (stateHash() != expectedHash) {
            throw new IllegalStateException("margin snapshot gives state hash " + Long.toHexString(stateHash())
                    + ", it was " + Long.toHexString(expectedHash));
        }
    }

    private void reporting(final Wallet wallet) {
        liquidations.reporting(wallet);
    }

    /** The pure core, for those who look. */
    public MarginCore core() {
        return core;
    }

    private void requireInCommand(final boolean expected) {
        if (inCommand != expected) {
            throw new IllegalStateException("command " + adapter.sequence() + (expected ? " has ended" : " is open"));
        }
    }
}
