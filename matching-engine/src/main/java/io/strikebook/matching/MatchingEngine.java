package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.order.StandingOrders;
import io.strikebook.common.venue.MatchingShard;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameHash;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.matching.book.AccountSettings;
import io.strikebook.matching.book.Links;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.OrderBook;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.QuoteGroups;
import io.strikebook.matching.book.WaitingOrders;
import io.strikebook.matching.protection.NewestMarks;
import io.strikebook.matching.rules.Books;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.matching.time.Deadlines;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Matching without a transport: frames of {@code commands} and {@code marks} in, one group on {@code executions} per
 * command that matching owns. The caller hands over marks exactly up to a command's {@code marksTo} before the command,
 * and flushes the publication. A frame that throws leaves the engine unusable: the process stops, and a restart
 * computes the state anew.
 *
 * <p>Single-threaded; allocates nothing after warm-up, except where an instrument is listed.
 */
public final class MatchingEngine {
    private final StateHash stateHash = new StateHash();
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final MatchingShard shard;
    private final Publication executions;
    private final Books books;
    private final PositionMirror positions;
    private final LiveOrders orders;
    private final WaitingOrders waiting;
    private final Deadlines deadlines = new Deadlines();
    private final AccountSettings settings;
    private final MatchingRules rules;
    private final QuoteGroups quotes;
    private final NewestMarks newestMarks;
    private final ExecutionPublisher publisher;
    private final CommandAdapter adapter;
    private final MarksAdapter marksAdapter;

    private long consumedHash = FrameHash.EMPTY;
    private long lastSequence;
    private long marksTo;

    /** An engine with no instrument and no order, which owns every instrument. */
    public MatchingEngine(final VenueParameters parameters, final Publication executions) {
        this(parameters, MatchingShard.whole(), executions);
    }

    /** An engine with no instrument and no order, which trades what its shard owns. */
    public MatchingEngine(final VenueParameters parameters, final MatchingShard shard, final Publication executions) {
        final VenueParameters.PreTrade preTrade = parameters.preTrade();
        this.shard = shard;
        this.executions = executions;
        this.books = new Books(preTrade.maxInstruments(), stateHash);
        this.positions = new PositionMirror(stateHash);
        this.orders =
                new LiveOrders(preTrade.maxLiveOrders() + 1, preTrade.maxAccounts(), positions, new Links(stateHash));
        this.waiting = new WaitingOrders(preTrade.maxInstruments(), stateHash);
        this.settings = new AccountSettings(preTrade.maxAccounts(), parameters.selfTradePrevention(), stateHash);
        this.publisher = new ExecutionPublisher(executions);
        this.quotes =
                new QuoteGroups(preTrade.maxAccounts(), parameters.underlyings().size(), stateHash);
        this.newestMarks = new NewestMarks(preTrade.maxInstruments(), stateHash);
        this.marksAdapter = new MarksAdapter(shard, books, newestMarks);
        this.rules = new MatchingRules(
                books,
                orders,
                waiting,
                positions,
                settings,
                quotes,
                newestMarks,
                parameters.quotes().reentryBlockNs(),
                deadlines,
                publisher);
        this.adapter = new CommandAdapter(parameters, shard, rules, publisher);
    }

    /** Takes one frame of {@code marks}: what market-maker protection counts with. */
    public void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        requireFrame(buffer, offset, length);
        marksTo = FrameLayout.sequence(buffer, offset);
        consumedHash = FrameHash.update(consumedHash, buffer, offset, length);
        marksAdapter.onMarks(buffer, offset);
    }

    /** Takes one command, the next by sequence; answers it with one group where its shard owns it. */
    public void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        requireFrame(buffer, offset, length);
        final long sequence = FrameLayout.sequence(buffer, offset);
        if (sequence != lastSequence + 1) {
            throw new IllegalStateException("command " + sequence + " follows " + lastSequence);
        }
        lastSequence = sequence;
        consumedHash = FrameHash.update(consumedHash, buffer, offset, length);
        final int templateId = FrameLayout.templateId(buffer, offset);
        final int owner = shard.ownership().ownerOf(templateId, underlyingId(buffer, offset));
        if (!shard.answers(owner)) {
            return;
        }
        publisher.beginGroup(sequence, FrameLayout.timestampNs(buffer, offset));
        if (FrameLayout.schemaId(buffer, offset) == FrameHeaderDecoder.SCHEMA_ID) {
            rules.beginCommand(
                    sequence,
                    FrameLayout.timestampNs(buffer, offset),
                    shard.firstOrdinal(owner),
                    shard.ordinalStep(owner));
            adapter.onCommand(buffer, offset);
            rules.endCommand();
            if (CommandAdapter.isCheckpoint(buffer, offset)) {
                publisher.checkpointAnswer(stateHash(), consumedHash);
            }
        }
        publisher.endGroup();
    }

    private int underlyingId(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.blockLength(buffer, offset) < EnvelopeDecoder.ENCODED_LENGTH
                ? 0
                : envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH).underlyingId();
    }

    /** Hash of orders, quotes, protection, positions, phases, settings, marks and what traded. */
    public long stateHash() {
        return stateHash.value();
    }

    /** Hash of every frame consumed, commands and marks in the order in which they were taken. */
    public long consumedHash() {
        return consumedHash;
    }

    /** Sequence of the last command taken, whoever answers it; 0 at the start. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Epoch of the last marks frame taken; 0 at the start. */
    public long marksTo() {
        return marksTo;
    }

    /** When the first of all orders that are held is to be released; {@link Long#MAX_VALUE} where none is. */
    public long nextReleaseNs() {
        long nextNs = Long.MAX_VALUE;
        for (int id = 1; id <= books.lastId(); id++) {
            final OrderBook book = books.get(id);
            if (book != null && book.held().size() > 0) {
                nextNs = Math.min(nextNs, book.held().releaseNs());
            }
        }
        return nextNs;
    }

    /** Number of live orders. */
    public int liveOrders() {
        return orders.size();
    }

    /** Number of resting quotes. */
    public int liveQuotes() {
        return quotes.resting();
    }

    /** Walks every book and list and throws where two of them disagree. Slow: for tests and operators. */
    public void check() {
        books.check();
        orders.check();
        quotes.check();
        deadlines.check();
        waiting.check();
        rules.implied().check();
    }

    /** Tells what stands in the books of this shard and what waits outside them, between two commands. */
    public void tell(final StandingOrders told) {
        Standing.tell(this, told);
    }

    /** Writes the whole state, between two commands. */
    public void save(final SnapshotOutput output) {
        MatchingSnapshot.save(output, this, executions);
    }

    /** Reads the whole state into a fresh engine; fails where its hash is not the one that was saved. */
    public void load(final SnapshotInput input) {
        if (lastSequence != 0 || marksTo != 0) {
            throw new IllegalStateException("a snapshot loads into a fresh engine only");
        }
        MatchingSnapshot.load(input, this, executions);
    }

    MatchingRules rules() {
        return rules;
    }

    Books books() {
        return books;
    }

    PositionMirror positions() {
        return positions;
    }

    QuoteGroups quotes() {
        return quotes;
    }

    NewestMarks newestMarks() {
        return newestMarks;
    }

    LiveOrders orders() {
        return orders;
    }

    WaitingOrders waiting() {
        return waiting;
    }

    AccountSettings settings() {
        return settings;
    }

    void restore(final long savedSequence, final long savedMarksTo, final long savedConsumedHash) {
        lastSequence = savedSequence;
        marksTo = savedMarksTo;
        consumedHash = savedConsumedHash;
    }

    private static void requireFrame(final UnsafeBuffer buffer, final int offset, final int length) {
        if (length < FrameLayout.HEADER_LENGTH
                || length != FrameLayout.frameLength(buffer, offset)
                || length != FrameLayout.align(length)
                || length < FrameLayout.HEADER_LENGTH + FrameLayout.blockLength(buffer, offset)) {
            throw new IllegalArgumentException("not a frame: " + length + " bytes given"
                    + (length < FrameLayout.HEADER_LENGTH
                            ? ""
                            : ", its header says " + FrameLayout.frameLength(buffer, offset) + " with a block of "
                                    + FrameLayout.blockLength(buffer, offset)));
        }
    }
}
