package io.strikebook.cli.admin;

import io.strikebook.cli.tail.PrunedListings;
import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/** What a home lists, read from its commands. */
final class ListedInstruments implements AutoCloseable {
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Instruments are listed in one go; after this long without another there are no more for now. */
    private static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private final ListInstrumentCommandDecoder listing = new ListInstrumentCommandDecoder();
    private final ListComboCommandDecoder combo = new ListComboCommandDecoder();
    private final TreeMap<Integer, Instrument> instruments = new TreeMap<>();
    private final Subscription commands;

    ListedInstruments(final Home home) {
        PrunedListings.of(home).forEach(this::add);
        commands = HomeQueues.transport(home.open(), new SystemEpochNanoClock())
                .subscription(home.queue(QueueNames.COMMANDS));
    }

    /** Reads until something is listed and nothing more comes, or the time is over. */
    void await(final long timeoutNs) {
        final long startNs = System.nanoTime();
        long newestNs = startNs;
        int known = -1;
        while (System.nanoTime() - startNs < timeoutNs) {
            while (commands.poll(this::onCommand)) {
                continue;
            }
            if (instruments.size() != known) {
                known = instruments.size();
                newestNs = System.nanoTime();
            } else if (known > 0 && System.nanoTime() - newestNs >= QUIET_NS) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** In the order of their ids. */
    Collection<Instrument> listed() {
        return List.copyOf(instruments.values());
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        final int version = FrameLayout.version(buffer, offset);
        if (FrameLayout.templateId(buffer, offset) == ListInstrumentCommandDecoder.TEMPLATE_ID) {
            listing.wrap(buffer, body, block, version);
            add(new Instrument(listing.instrumentId(), listing.underlyingId(), TermsCodec.decode(listing.terms())));
        } else if (FrameLayout.templateId(buffer, offset) == ListComboCommandDecoder.TEMPLATE_ID) {
            combo.wrap(buffer, body, block, version);
            add(new Instrument(
                    combo.instrumentId(),
                    combo.underlyingId(),
                    TermsCodec.decode(combo.terms()),
                    ComboCodec.decode(combo.legs(), instruments::get)));
        }
    }

    /** A refused one has no id. */
    private void add(final Instrument instrument) {
        if (instrument.instrumentId() != 0) {
            instruments.put(instrument.instrumentId(), instrument);
        }
    }

    @Override
    public void close() {
        commands.close();
    }
}
