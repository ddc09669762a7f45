package io.strikebook.ipc.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What of a machine is tuned for a venue and what is not. Reads small files and changes nothing; what is absent is never a failure. */
public final class HostCheck {
    private HostCheck() {}

    /**
     * Looks.
     *
     * @param root {@code /}, or a folder that holds a machine's {@code sys}, {@code proc} and {@code boot}
     * @param home where a venue lives or would live; absolute
     */
    public static List<HostFact> run(final Path root, final Path home) {
        final SystemFiles files = new SystemFiles(root);
        final List<HostFact> facts = new ArrayList<>(CpuFacts.of(files, TopologyReader.read(root)));
        facts.addAll(KernelFacts.of(files));
        facts.addAll(MemoryFacts.of(files));
        facts.addAll(StorageFacts.of(files, home));
        return List.copyOf(facts);
    }
}
