package io.strikebook.ipc.home;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.TestGroups;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.process.HomeQueues;
import java.nio.file.Path;

/** Makes one home after the other until it is killed. */
public final class KilledInitMain {
    static final int GROUPS = 3;
    static final String QUEUE = QueueNames.ADMIN;

    private static final String CONFIG = "queues:\n  blockSizeMb: 1\n";

    private KilledInitMain() {}

    /** Arguments: the folder of all homes, the number of the first one. */
    public static void main(final String[] args) {
        for (int number = Integer.parseInt(args[1]); ; number++) {
            init(home(Path.of(args[0]), number));
        }
    }

    static Home home(final Path folder, final int number) {
        return Home.at(folder.resolve("home-" + number));
    }

    static void init(final Home home) {
        HomeQueues.init(home, HomeConfig.parse("test", CONFIG), CONFIG, manifest -> {
            try (Publication publication = new GroupBuffer(
                    HomeQueues.transport(manifest, System::nanoTime).sink(home.queue(QUEUE)))) {
                for (int sequence = 1; sequence <= GROUPS; sequence++) {
                    TestGroups.group(publication, sequence, 40);
                    publication.flush();
                }
            }
        });
    }
}
