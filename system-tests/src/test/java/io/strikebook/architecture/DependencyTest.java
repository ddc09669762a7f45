package io.strikebook.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules know each other in one direction, engines not at all, and only one module knows the transport. */
final class DependencyTest {
    private static final Pattern CHRONICLE_IMPORT =
            Pattern.compile("^import (static )?net\\.openhft\\.", Pattern.MULTILINE);

    private static final Map<String, List<CompiledClass>> CLASSES = new TreeMap<>();
    private static Layers layers;

    @BeforeAll
    static void readClasses() {
        Repository.modules().forEach(module -> CLASSES.put(module, Repository.classes(module)));
        layers = new Layers(CLASSES);
    }

    @Test
    void everyModuleIsKnownAndEveryCoreIsThere() {
        assertThat(Repository.modules()).hasSizeGreaterThan(10).allMatch(Layers::isKnown);
        assertThat(Layers.cores())
                .allSatisfy(core -> assertThat(Repository.allClasses()).anyMatch(type -> type.isIn(core)));
    }

    @Test
    void modulesUseOnlyWhatTheyMay() {
        final List<String> violations = new ArrayList<>();
        CLASSES.forEach(
                (module, classes) -> classes.forEach(type -> violations.addAll(layers.acrossModules(module, type))));

        assertThat(violations).isEmpty();
    }

    @Test
    void pomsDeclareOnlyWhatTheirModuleMayUse() {
        final List<String> violations = new ArrayList<>();
        for (final String module : Repository.modules()) {
            violations.addAll(Layers.forbidden(module, Repository.declaredDependencies(module)));
        }

        assertThat(violations).isEmpty();
        assertThat(Repository.declaredDependencies("risk-engine")).contains("ipc", "pricing");
    }

    @Test
    void pricerAndSequencerMeetOnlyInMessages() {
        assertThat(inAllClasses(Layers::acrossProcesses)).isEmpty();
    }

    @Test
    void onlyIpcKnowsChronicle() {
        assertThat(inAllClasses(Layers::chronicle)).isEmpty();
    }

    @Test
    void onlyTestsOfIpcKnowChronicle() {
        final List<Path> violations = Repository.modules().stream()
                .filter(module -> !module.equals("ipc"))
                .flatMap(module -> Repository.sources(module, "test").stream())
                .filter(file -> CHRONICLE_IMPORT.matcher(Repository.text(file)).find())
                .toList();

        assertThat(violations).isEmpty();
        assertThat(CHRONICLE_IMPORT
                        .matcher("package x;\nimport net.openhft.affinity.Affinity;")
                        .find())
                .isTrue();
    }

    @Test
    void onlyConnectionsToVenuesKnowNetty() {
        assertThat(inAllClasses(Layers::netty)).isEmpty();
        assertThat(CLASSES.get("market-data-feeder"))
                .as("classes that use it are seen to")
                .anySatisfy(type -> assertThat(type.types()).anyMatch(used -> used.startsWith("io.netty.")));
    }

    @Test
    void coresKnowNoCodecNoTransportAndNoFile() {
        assertThat(inAllClasses(Layers::beyondCore)).isEmpty();
    }

    @Test
    void pricingStandsAlone() {
        assertThat(inAllClasses(Layers::beyondPricing)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "matching-engine | matching.Bad  | io.strikebook.margin.MarginEngine f;",
                "margin-engine   | margin.Bad    | java.util.List<io.strikebook.sequencer.Sequencer> f;",
                "risk-engine     | pricer.Bad    | void f() { io.strikebook.matching.MatchingMain.main(null); }",
                "common          | common.Bad    | Object f() { return io.strikebook.pricing.black.Black76.class; }",
                "ipc             | ipc.Bad       | void f(final io.strikebook.feeder.FeederAgent x) { }",
                "order-flow      | orderflow.Bad | Object f = (Object) (io.strikebook.runner.Lockstep[]) null;",
            })
    void aModuleThatUsesWhatItMayNotIsFound(final String module, final String name, final String code) {
        assertThat(snippet(name, code))
                .anySatisfy(
                        type -> assertThat(layers.acrossModules(module, type)).isNotEmpty());
    }

    @Test
    void aPomThatDeclaresWhatItMayNotIsFound() {
        assertThat(Layers.forbidden("matching-engine", List.of("ipc", "margin-engine")))
                .containsExactly("matching-engine may not depend on margin-engine");
    }

    @Test
    void aPricerThatKnowsTheSequencerIsFound() {
        assertThat(snippet("pricer.Bad", "io.strikebook.sequencer.Sequencer f;"))
                .anySatisfy(type -> assertThat(Layers.acrossProcesses(type)).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cli.Bad        | net.openhft.chronicle.queue.ChronicleQueue f;",
                "ipc.memory.Bad | void f() { net.openhft.affinity.Affinity.getCpu(); }",
                "ipc.Bad        | java.util.List<net.openhft.chronicle.bytes.Bytes<?>> f;",
            })
    void aUseOfChronicleIsFound(final String name, final String code) {
        assertThat(snippet(name, code))
                .anySatisfy(type -> assertThat(Layers.chronicle(type)).isNotEmpty());
    }

    @Test
    void aUseOfNettyIsFound() {
        assertThat(snippet("feeder.live.Bad", "io.netty.channel.Channel f;"))
                .anySatisfy(type -> assertThat(Layers.netty(type)).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "matching.book.Bad       | io.strikebook.schemas.FillDecoder f;",
                "margin.ledger.Bad       | void f(final io.strikebook.ipc.Publication x) { }",
                "sequencer.pretrade.Bad  | Object f = new java.io.ByteArrayOutputStream();",
                "margin.standard.Bad     | org.agrona.concurrent.Agent f;",
            })
    void aCoreThatReachesOutIsFound(final String name, final String code) {
        assertThat(snippet(name, code))
                .anySatisfy(type -> assertThat(Layers.beyondCore(type)).isNotEmpty());
    }

    @Test
    void aUseOfTheProjectByPricingIsFound() {
        assertThat(snippet("pricing.Bad", "io.strikebook.common.math.FixedPoint f;"))
                .anySatisfy(type -> assertThat(Layers.beyondPricing(type)).isNotEmpty());
    }

    private static List<CompiledClass> snippet(final String name, final String code) {
        return Snippet.inClass("io.strikebook." + name, code);
    }

    private static List<String> inAllClasses(final Function<CompiledClass, List<String>> rule) {
        return CLASSES.values().stream()
                .flatMap(List::stream)
                .flatMap(type -> rule.apply(type).stream())
                .toList();
    }
}
