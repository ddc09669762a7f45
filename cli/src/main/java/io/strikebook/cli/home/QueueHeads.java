package io.strikebook.cli.home;

import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.recovery.QueueHead;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where every queue of a home ends. */
public final class QueueHeads {
    private final Map<String, QueueHead> heads;

    QueueHeads(final Map<String, QueueHead> heads) {
        this.heads = heads;
    }

    /** Reads the end of each queue; looks at the last documents only. */
    public static QueueHeads read(final Home home, final Manifest manifest) {
        final ChronicleTransport transport = HomeQueues.transport(manifest, System::nanoTime);
        final Map<String, QueueHead> heads = new LinkedHashMap<>();
        for (final String queue : manifest.queues()) {
            if (!ChronicleTransport.exists(home.queue(queue))) {
                throw new HomeException("queue " + queue + " is missing: no queue in " + home.queue(queue));
            }
            heads.put(queue, transport.head(home.queue(queue)));
        }
        return new QueueHeads(heads);
    }

    /** The last whole group's sequence, 0 for an empty queue. */
    public long sequence(final String queue) {
        return heads.get(queue).sequence();
    }
}
