package io.strikebook.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Who may know whom, by module and by package. */
final class Layers {
    private static final Set<String> ENGINES =
            Set.of("market-data-feeder", "risk-engine", "matching-engine", "margin-engine", "order-flow");

    /** Beside itself, what a module's code may use of this project. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("schemas", Set.of()),
            Map.entry("common", Set.of("schemas")),
            Map.entry("ipc", Set.of("schemas", "common")),
            Map.entry("pricing", Set.of()),
            Map.entry("recordings", Set.of("schemas", "common")),
            Map.entry("books", Set.of("schemas", "common", "ipc")),
            Map.entry("auditor", Set.of("schemas", "common", "ipc")),
            Map.entry("market-data-feeder", Set.of("schemas", "common", "ipc", "books", "recordings")),
            Map.entry("risk-engine", Set.of("schemas", "common", "ipc", "pricing")),
            Map.entry("matching-engine", Set.of("schemas", "common", "ipc")),
            Map.entry("margin-engine", Set.of("schemas", "common", "ipc")),
            Map.entry("order-flow", Set.of("schemas", "common", "ipc", "books", "recordings")),
            Map.entry("runner", with(ENGINES, "schemas", "common", "ipc", "auditor", "books", "pricing", "recordings")),
            Map.entry(
                    "cli",
                    with(ENGINES, "schemas", "common", "ipc", "auditor", "books", "pricing", "recordings", "runner")),
            Map.entry(
                    "benchmarks",
                    with(
                            ENGINES,
                            "schemas",
                            "common",
                            "ipc",
                            "auditor",
                            "books",
                            "pricing",
                            "recordings",
                            "runner",
                            "cli")),
            Map.entry(
                    "system-tests",
                    with(
                            ENGINES,
                            "schemas",
                            "common",
                            "ipc",
                            "auditor",
                            "books",
                            "pricing",
                            "recordings",
                            "runner",
                            "cli",
                            "benchmarks")));

    /** Processes that share a module and still meet only in messages. */
    private static final List<String> SEPARATE_PACKAGES = List.of("io.strikebook.pricer", "io.strikebook.sequencer");

    /** The engines' domain code: typed calls in, listener calls out. */
    private static final List<String> CORES = List.of(
            "io.strikebook.auditor.chain",
            "io.strikebook.auditor.tree",
            "io.strikebook.matching.book",
            "io.strikebook.matching.protection",
            "io.strikebook.matching.rules",
            "io.strikebook.matching.time",
            "io.strikebook.margin.ledger",
            "io.strikebook.margin.position",
            "io.strikebook.margin.request",
            "io.strikebook.margin.settlement",
            "io.strikebook.margin.standard",
            "io.strikebook.sequencer.pretrade",
            "io.strikebook.pricer.mark",
            "io.strikebook.pricer.index",
            "io.strikebook.pricer.future",
            "io.strikebook.pricer.quality",
            "io.strikebook.pricer.volatility",
            "io.strikebook.common.book",
            "io.strikebook.common.margin",
            "io.strikebook.common.math",
            "io.strikebook.common.settlement");

    private static final Pattern BEYOND_A_CORE = Pattern.compile(
            "io\\.strikebook\\.schemas\\.\\w+(Encoder|Decoder)"
                    + "|io\\.strikebook\\.ipc\\.(?!snapshot\\.(Snapshot(In|Out)put|(Terms|Portfolio|Settlement)Snapshot)).*"
                    + "|java\\.(io|nio|net|util\\.concurrent|util\\.logging)\\..*|org\\.slf4j\\..*|org\\.agrona\\.concurrent\\..*");

    private static final Pattern OF_PRICING =
            Pattern.compile("(java|jdk\\.incubator\\.vector|io\\.strikebook\\.pricing|org\\.hipparchus)\\..*");

    private final Map<String, String> moduleOf = new HashMap<>();

    /** @param classesOf the classes of each module */
    Layers(final Map<String, List<CompiledClass>> classesOf) {
        classesOf.forEach((module, classes) -> classes.forEach(type -> moduleOf.put(type.name(), module)));
    }

    static boolean isKnown(final String module) {
        return MAY_USE.containsKey(module);
    }

    static List<String> cores() {
        return CORES;
    }

    /** Modules of this project that the pom names and that its code may not use. */
    static List<String> forbidden(final String module, final List<String> declared) {
        return declared.stream()
                .filter(dependency -> !MAY_USE.get(module).contains(dependency))
                .map(dependency -> module + " may not depend on " + dependency)
                .toList();
    }

    /** Uses of classes from modules that the class's module may not know. */
    List<String> acrossModules(final String module, final CompiledClass type) {
        final List<String> violations = new ArrayList<>();
        for (final String used : type.types()) {
            final String owner = moduleOf.get(used);
            if (owner != null && !owner.equals(module) && !MAY_USE.get(module).contains(owner)) {
                violations.add(type + " of " + module + " uses " + used + " of " + owner);
            }
        }
        return violations;
    }

    /** Uses between processes of one module. */
    static List<String> acrossProcesses(final CompiledClass type) {
        final List<String> violations = new ArrayList<>();
        for (final String own : SEPARATE_PACKAGES) {
            for (final String other : SEPARATE_PACKAGES) {
                if (!own.equals(other) && type.isIn(own)) {
                    type.types().stream()
                            .filter(used -> used.startsWith(other + "."))
                            .forEach(used -> violations.add(type + " uses " + used));
                }
            }
        }
        return violations;
    }

    /** Uses of Chronicle, whose place is behind {@code ipc}; benchmarks compare with plain Chronicle Queue by name. */
    static List<String> chronicle(final CompiledClass type) {
        if (type.isIn("io.strikebook.ipc") && !type.packageName().matches("io\\.strikebook\\.ipc(\\.frame|\\.memory)?")
                || type.isIn("io.strikebook.benchmarks")) {
            return List.of();
        }
        return type.types().stream()
                .filter(used -> used.startsWith("net.openhft."))
                .map(used -> type + " uses " + used)
                .toList();
    }

    /** Uses of Netty, whose place is in the classes that bear its name, beside connections to venues. */
    static List<String> netty(final CompiledClass type) {
        if (type.name().startsWith("io.strikebook.feeder.live.Netty")) {
            return List.of();
        }
        return type.types().stream()
                .filter(used -> used.startsWith("io.netty."))
                .map(used -> type + " uses " + used)
                .toList();
    }

    /** Uses of codecs, transports, files and threads by a core. */
    static List<String> beyondCore(final CompiledClass type) {
        if (CORES.stream().noneMatch(type::isIn)) {
            return List.of();
        }
        return type.types().stream()
                .filter(used -> BEYOND_A_CORE.matcher(used).matches())
                .map(used -> type + " uses " + used)
                .toList();
    }

    /** Uses of anything but the JDK, and optimisers where a model is calibrated, by the maths library, which stands alone. */
    static List<String> beyondPricing(final CompiledClass type) {
        if (!type.isIn("io.strikebook.pricing")) {
            return List.of();
        }
        return type.types().stream()
                .filter(used -> !OF_PRICING.matcher(used).matches())
                .filter(used -> used.indexOf('.') > 0)
                .map(used -> type + " uses " + used)
                .toList();
    }

    private static Set<String> with(final Set<String> some, final String... more) {
        final Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
