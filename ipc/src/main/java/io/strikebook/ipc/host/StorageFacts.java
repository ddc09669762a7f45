package io.strikebook.ipc.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a home's queues are, and when the kernel writes their pages to disk. */
final class StorageFacts {
    private static final String MOUNTS = "proc/self/mountinfo";
    private static final String VM = "proc/sys/vm/";
    private static final Set<String> LOCAL = Set.of("ext4", "xfs", "btrfs", "zfs", "f2fs", "ext3");
    private static final long LEAST_BACKGROUND_PERCENT = 10;
    private static final long LEAST_PERCENT = 20;
    private static final long LEAST_BYTES = 1L << 30;
    private static final long LEAST_EXPIRE_CENTISECONDS = 3_000;

    private StorageFacts() {}

    /**
     * A mounted file system.
     *
     * @param point   folder
     * @param type    e.g. {@code ext4}
     * @param options of the mount and of the file system, with commas around each
     */
    private record Mount(Path point, String type, String options) {
        boolean has(final String option) {
            return options.contains("," + option + ",");
        }

        boolean isInMemory() {
            return type.equals("tmpfs") || type.equals("ramfs");
        }
    }

    static List<HostFact> of(final SystemFiles files, final Path home) {
        final Optional<Mount> mount = mountOf(files, home);
        final List<HostFact> facts = new ArrayList<>();
        if (mount.isEmpty()) {
            facts.add(HostFact.unknown("home's file system", "mount of " + home + " in /" + MOUNTS));
            facts.add(writeback(files));
        } else if (mount.get().isInMemory()) {
            facts.add(HostFact.tuned("home's file system", inMemory(mount.get())));
        } else {
            facts.add(fileSystem(mount.get()));
            facts.add(options(mount.get()));
            facts.add(writeback(files));
        }
        return facts;
    }

    private static String inMemory(final Mount mount) {
        String huge = "none";
        for (final String option : mount.options().split(",")) {
            huge = option.startsWith("huge=") ? option.substring("huge=".length()) : huge;
        }
        return mount.type() + " on " + mount.point() + ", huge pages: " + huge + "; gone when the machine goes down";
    }

    private static HostFact fileSystem(final Mount mount) {
        return HostFact.of(
                "home's file system",
                mount.type() + " on " + mount.point(),
                LOCAL.contains(mount.type()),
                "put the home on a local disk (ext4, xfs) or on tmpfs: queues are mapped files");
    }

    private static HostFact options(final Mount mount) {
        final String access = mount.has("noatime") ? "noatime" : mount.has("relatime") ? "relatime" : "strictatime";
        final String times = access + (mount.has("lazytime") ? ", lazytime" : "");
        return HostFact.of(
                "home's mount options",
                times,
                times.equals("noatime, lazytime"),
                "mount -o remount,noatime,lazytime " + mount.point()
                        + ": else the first write to a page that was written back may wait for the journal");
    }

    private static HostFact writeback(final SystemFiles files) {
        final String what = "writeback";
        final Optional<Long> expire = files.number(VM + "dirty_expire_centisecs");
        final Optional<String> background = threshold(files, "dirty_background_ratio", "dirty_background_bytes");
        final Optional<String> limit = threshold(files, "dirty_ratio", "dirty_bytes");
        if (expire.isEmpty() || background.isEmpty() || limit.isEmpty()) {
            return HostFact.unknown(what, "/" + VM + "dirty_*");
        }
        final boolean right = enough(background.get(), LEAST_BACKGROUND_PERCENT)
                && enough(limit.get(), LEAST_PERCENT)
                && expire.get() >= LEAST_EXPIRE_CENTISECONDS;
        return HostFact.of(
                what,
                "from " + background.get() + ", writers wait at " + limit.get() + ", pages older than "
                        + expire.get() / 100 + " s",
                right,
                "sysctl vm.dirty_background_ratio=10 vm.dirty_ratio=20 vm.dirty_expire_centisecs=3000 or more:"
                        + " a page written back too early faults again");
    }

    /** {@code 10 %} or {@code 1073741824 bytes}: the kernel goes by bytes where they are not 0. */
    private static Optional<String> threshold(final SystemFiles files, final String ratio, final String bytes) {
        final long absolute = files.number(VM + bytes).orElse(0L);
        return absolute > 0
                ? Optional.of(absolute + " bytes")
                : files.number(VM + ratio).map(percent -> percent + " %");
    }

    private static boolean enough(final String threshold, final long percent) {
        final long value = Long.parseLong(threshold.substring(0, threshold.indexOf(' ')));
        return value >= (threshold.endsWith("%") ? percent : LEAST_BYTES);
    }

    /** The mount with the longest path above the home; of several on one folder, the last hides the others. */
    private static Optional<Mount> mountOf(final SystemFiles files, final Path home) {
        Mount best = null;
        for (final String line : files.text(MOUNTS).orElse("").split("\n")) {
            final Optional<Mount> mount = mount(line);
            if (mount.isPresent()
                    && home.startsWith(mount.get().point())
                    && (best == null
                            || mount.get().point().getNameCount()
                                    >= best.point().getNameCount())) {
                best = mount.get();
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code 36 35 98:0 /root /point rw,noatime optional-fields - ext4 /dev/sda rw,options}. */
    private static Optional<Mount> mount(final String line) {
        final int separator = line.indexOf(" - ");
        final String[] left = line.substring(0, Math.max(separator, 0)).split(" ");
        final String[] right =
                separator < 0 ? new String[0] : line.substring(separator + 3).split(" ");
        if (left.length < 6 || right.length < 3) {
            return Optional.empty();
        }
        final Path point = Path.of(left[4].replace("\\040", " "));
        return Optional.of(new Mount(point, right[0], "," + left[5] + "," + right[2] + ","));
    }
}
