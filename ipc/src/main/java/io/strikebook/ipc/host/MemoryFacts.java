package io.strikebook.ipc.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Huge pages, locked memory, swap, mappings. */
final class MemoryFacts {
    private static final String HUGE = "sys/kernel/mm/transparent_hugepage/";
    private static final String SWAPS = "proc/swaps";
    private static final String MAPS = "proc/sys/vm/max_map_count";
    private static final String LIMITS = "proc/self/limits";
    private static final long ENOUGH_MAPS = 65_530;
    private static final Pattern CHOSEN = Pattern.compile("\\[([a-z+_]+)]");
    private static final Pattern LOCKED = Pattern.compile("Max locked memory\\s+(\\S+)\\s.*");

    private MemoryFacts() {}

    static List<HostFact> of(final SystemFiles files) {
        return List.of(
                huge(
                        files,
                        "transparent huge pages",
                        "enabled",
                        Set.of("madvise", "never"),
                        "echo madvise > /" + HUGE + "enabled: made in the background, they hold threads up"),
                huge(
                        files,
                        "huge pages, defrag",
                        "defrag",
                        Set.of("madvise", "defer", "defer+madvise", "never"),
                        "echo madvise > /" + HUGE
                                + "defrag: a page fault may have to wait until memory is moved together"),
                huge(
                        files,
                        "huge pages, tmpfs",
                        "shmem_enabled",
                        Set.of("never", "advise", "within_size", "always"),
                        "echo never > /" + HUGE + "shmem_enabled, so that each mount's own huge= option decides"),
                locked(files),
                swap(files),
                HostFact.of(
                        "vm.max_map_count",
                        MAPS,
                        files.text(MAPS),
                        text -> files.number(MAPS).orElse(0L) >= ENOUGH_MAPS,
                        "sysctl vm.max_map_count=" + ENOUGH_MAPS + " or more: every block of a queue is a mapping"));
    }

    private static HostFact huge(
            final SystemFiles files,
            final String what,
            final String file,
            final Set<String> right,
            final String advice) {
        final Optional<String> chosen = files.text(HUGE + file).flatMap(text -> {
            final Matcher matcher = CHOSEN.matcher(text);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        });
        return HostFact.of(what, HUGE + file, chosen, right::contains, advice);
    }

    private static HostFact locked(final SystemFiles files) {
        final Optional<String> limit = files.text(LIMITS)
                .flatMap(text -> text.lines()
                        .map(LOCKED::matcher)
                        .filter(Matcher::matches)
                        .map(matcher -> matcher.group(1))
                        .findFirst());
        final boolean swaps = swaps(files).orElse(true);
        return HostFact.of(
                "memory lock limit",
                LIMITS,
                limit.map(text -> text.equals("unlimited") ? text : text + " bytes" + (swaps ? "" : ", no swap")),
                found -> found.equals("unlimited") || !swaps,
                "ulimit -l unlimited, to lock queues into memory with a tool; Strikebook itself locks none");
    }

    private static HostFact swap(final SystemFiles files) {
        final Optional<Boolean> swaps = swaps(files);
        final String swappiness = files.text("proc/sys/vm/swappiness").orElse("unknown");
        return HostFact.of(
                "swap",
                SWAPS,
                swaps.map(on -> on ? "on, vm.swappiness " + swappiness : "off"),
                "off"::equals,
                "swapoff -a, or at least sysctl vm.swappiness=1");
    }

    private static Optional<Boolean> swaps(final SystemFiles files) {
        return files.text(SWAPS).map(text -> text.lines().count() > 1);
    }
}
