package io.strikebook.sequencer;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.home.SourceDescription;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.schemas.EnvelopeDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ListingRequestEncoder;
import io.strikebook.schemas.RejectCode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The sequencer's agent over queues in memory, with a clock that a test moves. The process can die at any request it polls, losing what
 * it had not flushed, and start again over the same queues.
 */
final class AgentRig {
    static final int ADMIN = 1;
    static final int LOAD = 2;
    static final int PRICER = 3;
    static final int TAPE = 4;
    static final int MARGIN = 5;
    static final List<SourceDescription> SOURCES = List.of(
            new SourceDescription(ADMIN, "admin", QueueNames.ADMIN, false),
            new SourceDescription(LOAD, "load", QueueNames.orders("load"), false),
            new SourceDescription(PRICER, "pricer", QueueNames.MARKS, false),
            new SourceDescription(TAPE, "tape", QueueNames.orders("tape"), true),
            new SourceDescription(MARGIN, "margin", QueueNames.MARGIN, false));

    /** A command as it was written. */
    record Command(
            int template,
            long sequence,
            long timestampNs,
            int sourceId,
            long sourceSequence,
            long marksTo,
            long marginTo,
            RejectCode decision) {}

    /** The process died. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    final MemoryQueue commands = new MemoryQueue();
    final MemoryQueue marks = new MemoryQueue();
    final MemoryQueue executions = new MemoryQueue();
    final MemoryQueue margin = new MemoryQueue();
    final MemoryQueue admin = new MemoryQueue();
    final MemoryQueue load = new MemoryQueue();
    final MemoryQueue tape = new MemoryQueue();
    final Publication marksOut = marks.publication();
    final Publication loadOut = load.publication();
    final Publication tapeOut = tape.publication();
    final AdminFrames operator = new AdminFrames(admin.publication());
    final RequestFrames requests = new RequestFrames();
    final FakeFollowers followers;
    private final List<Command> written = new ArrayList<>();
    private final List<Subscription> keepers = new ArrayList<>();
    private final Subscription commandsIn;
    private final EnvelopeDecoder envelope = new EnvelopeDecoder();
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final VenueParameters parameters;
    private final boolean live;
    private SnapshotOutput snapshot;
    Sequencer sequencer;
    SequencerAgent agent;
    long nowNs = 1_000_000_000L;
    boolean diskLow;
    boolean loadGone;
    Upstream upstream = Upstream.NONE;

    /** Requests that the process lives to poll; negative for any number. */
    int pollsLeft = -1;

    AgentRig(final VenueParameters parameters, final boolean live, final long coinsE12) {
        this.parameters = parameters;
        this.live = live;
        for (final MemoryQueue queue : List.of(commands, marks, executions, margin, admin, load, tape)) {
            keepers.add(queue.subscription());
        }
        commandsIn = commands.subscription();
        followers =
                new FakeFollowers(commands.subscription(), executions.publication(), margin.publication(), coinsE12);
        start();
    }

    /** A process over the queues as they are. */
    void start() {
        final Publication out = commands.publication();
        sequencer = new Sequencer(parameters, SOURCES, out);
        final SequencerInputs inputs = new SequencerInputs(
                commands.subscription(),
                marks.subscription(),
                executions.subscription(),
                margin.subscription(),
                List.of(
                        new SequencerInputs.Source(SOURCES.get(0), new Mortal(admin.subscription())),
                        new SequencerInputs.Source(SOURCES.get(1), new Mortal(load.subscription()), () -> loadGone),
                        new SequencerInputs.Source(SOURCES.get(3), new Mortal(tape.subscription()))));
        final VenueTime time = live ? VenueTime.live(() -> nowNs) : VenueTime.recorded();
        agent = new SequencerAgent(sequencer, inputs, out, time, () -> diskLow, () -> 1L << 30, upstream);
        if (snapshot != null) {
            final SnapshotInput in = new SnapshotInput(snapshot.buffer(), 0, snapshot.length());
            sequencer.load(in);
            in.end();
        }
        final int left = pollsLeft;
        pollsLeft = -1;
        agent.onStart();
        pollsLeft = left;
        read();
    }

    /** A snapshot of the process, which later ones start from. */
    void save() {
        snapshot = new SnapshotOutput();
        sequencer.save(snapshot);
    }

    /** One duty cycle; what was written since the one before. */
    List<Command> cycle() {
        agent.doWork();
        read();
        final List<Command> taken = List.copyOf(written);
        written.clear();
        return taken;
    }

    /** Templates of what one duty cycle wrote. */
    List<Integer> cycleTemplates() {
        return cycle().stream().map(Command::template).toList();
    }

    private void read() {
        while (commandsIn.poll(this::onCommand)) {
            continue;
        }
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        envelope.wrap(buffer, offset + FrameLayout.HEADER_LENGTH);
        written.add(new Command(
                FrameLayout.templateId(buffer, offset),
                FrameLayout.sequence(buffer, offset),
                FrameLayout.timestampNs(buffer, offset),
                envelope.sourceId(),
                envelope.sourceSequence(),
                envelope.marksTo(),
                envelope.marginTo(),
                envelope.decision()));
    }

    /** One epoch: index prices of 10,000 and 3,000, and the marks of the instruments from 1 on. */
    void epoch(final long... marksE8) {
        final long[] byId = new long[marksE8.length + 1];
        System.arraycopy(marksE8, 0, byId, 1, marksE8.length);
        requests.epoch(marksOut, nowNs, new long[] {0, 1_000_000_000_000L, 300_000_000_000L}, byId, marksE8.length);
    }

    /** One epoch with a listing request. */
    void epochWithListing(final long sourceSequence, final InstrumentTerms terms) {
        marksOut.beginGroup(marksOut.lastSequence() + 1, nowNs);
        final int offset = marksOut.claim(160);
        marksOut.buffer().setMemory(offset, 160, (byte) 0);
        final ListingRequestEncoder encoder = new ListingRequestEncoder()
                .wrapAndApplyHeader(marksOut.buffer(), offset, header)
                .sourceSequence(sourceSequence);
        TermsCodec.encode(terms, encoder.terms());
        marksOut.commit(FrameLayout.HEADER_LENGTH + ListingRequestEncoder.BLOCK_LENGTH);
        marksOut.endGroup();
        marksOut.flush();
    }

    /** A source's queue as the process sees it until it dies. */
    private final class Mortal implements Subscription {
        private final Subscription queue;

        Mortal(final Subscription queue) {
            this.queue = queue;
        }

        @Override
        public long peek() {
            return queue.peek();
        }

        @Override
        public UnsafeBuffer buffer() {
            return queue.buffer();
        }

        @Override
        public int offset() {
            return queue.offset();
        }

        @Override
        public boolean poll(final FrameHandler handler) {
            final boolean polled = queue.poll(handler);
            if (polled && pollsLeft >= 0 && pollsLeft-- == 0) {
                throw new Killed();
            }
            return polled;
        }

        @Override
        public long position() {
            return queue.position();
        }

        @Override
        public void seekAfter(final long sequence) {
            queue.seekAfter(sequence);
        }

        @Override
        public void close() {
            queue.close();
        }
    }
}
