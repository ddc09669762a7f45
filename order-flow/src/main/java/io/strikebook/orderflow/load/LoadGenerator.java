package io.strikebook.orderflow.load;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The load generator without a transport: frames of {@code marks}, {@code commands} and {@code executions} in, requests on its own queue
 * out. Recorded frames are handed over first, all of them or those after a state that was saved, then {@link #start}; so a restart knows
 * the positions, numbers its requests on from the head of its queue, and first cancels whatever its accounts have resting.
 * Single-threaded; the caller flushes the publication.
 */
public final class LoadGenerator {
    private static final int PER_MILLE = 1_000;

    private final LoadConfig config;
    private final Publication publication;
    private final LoadCounters counters = new LoadCounters();
    private final FlowState state;
    private final LoadAdapter adapter;
    private final SeededGenerator choices;
    private final RequestPublisher requests;
    private final MakerDesk makers;
    private final TakerDesk takers;
    private final AccountRequests accounts;
    private final MixDesk mix;
    private final Pace pace;
    private int accountsToCancel;
    private boolean started;

    /**
     * A generator that has seen and sent nothing.
     *
     * @param sourceId    of its queue, from the manifest
     * @param publication its own queue; goes on after the last sequence in it
     */
    public LoadGenerator(final LoadConfig config, final int sourceId, final Publication publication) {
        this(config, sourceId, publication, VenueParameters.defaults().blocks().leastUsdE8());
    }

    /**
     * The same at a venue that asks for another least size of block trades.
     *
     * @param leastBlockUsdE8 see {@link VenueParameters.Blocks}
     */
    public LoadGenerator(
            final LoadConfig config, final int sourceId, final Publication publication, final long leastBlockUsdE8) {
        this.config = config;
        this.publication = publication;
        this.state = new FlowState(config);
        this.adapter = new LoadAdapter(state, counters, sourceId);
        this.choices = new SeededGenerator(config.seed() + publication.lastSequence());
        this.requests = new RequestPublisher(publication);
        this.makers = new MakerDesk(config, state, choices, requests);
        this.takers = new TakerDesk(config, state, choices, requests);
        this.accounts = new AccountRequests(requests);
        this.mix = new MixDesk(config, state, choices, requests, accounts, sourceId, leastBlockUsdE8);
        this.pace = new Pace(config.ratePerSecond());
    }

    /** Takes one frame of {@code marks}. */
    public void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        adapter.onMarks(buffer, offset);
    }

    /** Takes one frame of {@code commands}; its answer on {@code executions}, if there is one, must have been taken before. */
    public void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        adapter.onCommand(buffer, offset);
    }

    /** Takes one frame of {@code executions}. */
    public void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        adapter.onExecution(buffer, offset);
    }

    /** Begins to send, after everything recorded was taken. */
    public void start() {
        started = true;
        accountsToCancel = publication.lastSequence() == Publication.NONE ? 0 : config.accounts();
        state.begin(ClientOrderIds.of(requests.nextSequence()));
    }

    /**
     * Writes what is due, at most so many requests.
     *
     * @param nowNs clock, nanoseconds since the epoch
     * @return requests written
     */
    public int send(final long nowNs, final int limit) {
        if (!started) {
            throw new IllegalStateException("not started");
        }
        requests.time(nowNs);
        mix.time(nowNs);
        int sent = sendMassCancels(limit);
        state.choose(nowNs);
        if (state.instruments() > 0) {
            sent += config.ratePerSecond() == 0 ? sendInWindow(limit - sent) : sendOpenLoop(nowNs, limit - sent);
        }
        return sent;
    }

    /** Writes what was learnt from the frames taken so far. */
    void save(final SnapshotOutput out) {
        out.putLong(adapter.sequencedTo());
        state.save(out);
        counters.save(out);
    }

    /** Reads what {@link #save} wrote, into a generator that has seen nothing. */
    void load(final SnapshotInput in) {
        adapter.sequencedTo(in.getLong());
        state.load(in);
        counters.load(in);
    }

    /** Requests written and not yet answered, those from before a restart included. */
    public long inFlight() {
        return publication.lastSequence() - adapter.sequencedTo();
    }

    /** What was sent and decided. */
    public LoadCounters counters() {
        return counters;
    }

    /** Fills of our accounts, as makers and as takers, the recorded ones included. */
    public long fills() {
        return state.makerFills() + state.takerFills();
    }

    /** Instruments being traded. */
    public int instruments() {
        return state.instruments();
    }

    /** Position of one of our accounts, negative if short; 0 where the instrument is unknown. */
    public long positionLots(final int accountId, final int instrumentId) {
        final TradedInstrument instrument = state.instrument(instrumentId);
        return instrument == null ? 0 : instrument.positionLots(accountId - config.firstAccountId());
    }

    /** An instrument as it is seen, or null where it is not listed. */
    TradedInstrument instrument(final int instrumentId) {
        return state.instrument(instrumentId);
    }

    private int sendMassCancels(final int limit) {
        int sent = 0;
        while (accountsToCancel > 0 && sent < limit) {
            accounts.massCancel(config.firstAccountId() + config.accounts() - accountsToCancel, 0, 0, 0, 0, 0);
            accountsToCancel--;
            counters.sent();
            sent++;
        }
        return sent;
    }

    private int sendInWindow(final int limit) {
        int sent = 0;
        while (sent < limit && inFlight() < config.window() && sendOne()) {
            counters.sent();
            sent++;
        }
        return sent;
    }

    private int sendOpenLoop(final long nowNs, final int limit) {
        final long due = Math.min(limit, pace.due(nowNs));
        for (int i = 0; i < due; i++) {
            pace.done();
            if (sendOne() || takers.force()) {
                counters.sent();
            } else {
                counters.notSendable();
            }
        }
        return (int) Math.max(0, due);
    }

    private boolean sendOne() {
        final MixKind kind = mix.draw();
        if (kind != null && mix.send(kind)) {
            counters.mixed();
            return true;
        }
        final boolean takerFirst = choices.below(PER_MILLE) < config.takerPerMille();
        return takerFirst && takers.send() || makers.send() || !takerFirst && takers.send();
    }
}
