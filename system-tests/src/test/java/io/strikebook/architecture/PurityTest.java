package io.strikebook.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines are pure: the same commands give the same bytes, on every machine and at every time. */
final class PurityTest {
    /** The three engines and what they share. */
    private static final List<String> ENGINES = List.of(
            "io.strikebook.common",
            "io.strikebook.sequencer",
            "io.strikebook.matching",
            "io.strikebook.margin",
            "io.strikebook.auditor.chain",
            "io.strikebook.auditor.tree");

    /**
     * Classes of these packages that are no part of an engine: process shells ({@code XMain}, {@code XAgent}) run engines on
     * a thread and with a clock; {@code VenueTime} is where the sequencer's shell turns the clock into the number that
     * {@code decide} is given; {@code Workers} spreads simulated paths over threads, and a test holds that the bits of the
     * result do not depend on how many.
     */
    private static final Pattern SHELL = Pattern.compile(
            ".*(Main|Agent)|io\\.strikebook\\.sequencer\\.VenueTime|io\\.strikebook\\.pricing\\.montecarlo\\.Workers");

    /** Reproducible as well, and with floating point: the pricer and its maths. */
    private static final List<String> PRICER = List.of("io.strikebook.pricer", "io.strikebook.pricing");

    /** Where floating point may be, and why it does no harm there. */
    private static final Map<String, String> FLOATING_POINT_IS_ALLOWED_IN = new TreeMap<>(Map.of(
            "io.strikebook.pricing", "the maths library; own polynomials, the same bits on any path",
            "io.strikebook.pricer", "what leaves it is fixed point",
            "io.strikebook.feeder.simulator",
                    "stands for the outside world; what it sends is recorded, never recomputed",
            "io.strikebook.runner.whatif",
                    "prices that never were; engines that nobody goes on with are told them as marks",
            "io.strikebook.runner.stress", "losses in dollars, for people",
            "io.strikebook.runner.crash",
                    "stands for the outside world as well: a market and accounts of which engines are told in fixed point",
            "io.strikebook.cli", "rates and percentages for people",
            "io.strikebook.benchmarks", "measurements"));

    private static final Set<Impurity> ALL = Set.of(Impurity.values());

    @Test
    void enginesArePure() {
        final List<CompiledClass> engines = classesIn(ENGINES);

        assertThat(engines).hasSizeGreaterThan(60);
        assertThat(violations(engines, ALL)).isEmpty();
    }

    @Test
    void thePricerIsPureButForFloatingPoint() {
        final List<CompiledClass> pricer = classesIn(PRICER);

        assertThat(pricer).hasSizeGreaterThan(20);
        assertThat(violations(
                        pricer,
                        Set.of(
                                Impurity.CLOCK,
                                Impurity.RANDOMNESS,
                                Impurity.THREAD,
                                Impurity.TRANSCENDENTAL,
                                Impurity.HASH_COLLECTION,
                                Impurity.HASH_ITERATION)))
                .isEmpty();
    }

    @Test
    void floatingPointStaysWhereItIsAllowed() {
        final List<CompiledClass> others = Repository.allClasses().stream()
                .filter(type -> !type.isIn("io.strikebook.schemas"))
                .filter(type -> FLOATING_POINT_IS_ALLOWED_IN.keySet().stream()
                        .noneMatch(place -> type.isIn(place) || type.outermost().equals(place)))
                .toList();

        assertThat(violations(others, Set.of(Impurity.FLOATING_POINT))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CLOCK | long f() { return System.nanoTime(); }",
                "CLOCK | java.util.function.LongSupplier f = System::currentTimeMillis;",
                "CLOCK | Object f() { return java.time.Instant.now(); }",
                "CLOCK | long f(org.agrona.concurrent.EpochClock clock) { return clock.time(); }",
                "CLOCK | Object f() { return new java.util.Date(); }",
                "RANDOMNESS | Object f() { return new java.util.SplittableRandom(); }",
                "RANDOMNESS | Object f() { return java.util.UUID.randomUUID(); }",
                "RANDOMNESS | int f() { return System.identityHashCode(this); }",
                "RANDOMNESS | int f() { return new Object().hashCode(); }",
                "RANDOMNESS | Object f() { return java.util.Set.of(1, 2); }",
                "THREAD | void f() { Thread.yield(); }",
                "THREAD | synchronized void f() { }",
                "THREAD | void f() { synchronized (this) { f(); } }",
                "THREAD | volatile int f;",
                "THREAD | Object f() { return new java.util.concurrent.atomic.AtomicLong(); }",
                "THREAD | long f(java.util.List<Long> x) { return x.parallelStream().count(); }",
                "FLOATING_POINT | long f(long x) { return (long) (x * 1.5); }",
                "FLOATING_POINT | double f;",
                "FLOATING_POINT | void f(int x, float y) { }",
                "FLOATING_POINT | Object f() { return new double[1]; }",
                "FLOATING_POINT | long f(Long x) { return (long) x.doubleValue(); }",
                "FLOATING_POINT | Double f;",
                "TRANSCENDENTAL | double f(double x) { return Math.exp(x); }",
                "TRANSCENDENTAL | double f(double x) { return StrictMath.log1p(x); }",
                "TRANSCENDENTAL | java.util.function.DoubleBinaryOperator f = Math::pow;",
                "TRANSCENDENTAL | double f(double x) { return Math.sin(x) + Math.atan2(x, 1); }",
                "TRANSCENDENTAL | jdk.incubator.vector.DoubleVector f(jdk.incubator.vector.DoubleVector x) "
                        + "{ return x.lanewise(jdk.incubator.vector.VectorOperators.EXP); }",
                "TRANSCENDENTAL | Object f = jdk.incubator.vector.VectorOperators.LOG;",
                "TRANSCENDENTAL | jdk.incubator.vector.DoubleVector f(jdk.incubator.vector.DoubleVector x) "
                        + "{ return x.pow(2.5); }",
                "TRANSCENDENTAL | double f(jdk.incubator.vector.DoubleVector x) "
                        + "{ return x.reduceLanes(jdk.incubator.vector.VectorOperators.ADD); }",
                "HASH_COLLECTION | Object f = new java.util.HashMap<String, String>();",
                "HASH_COLLECTION | Object f() { return new java.util.LinkedHashSet<String>(); }",
                "HASH_COLLECTION | java.util.function.Supplier<Object> f = java.util.IdentityHashMap::new;",
                "HASH_COLLECTION | Object f(java.util.stream.Stream<String> x) "
                        + "{ return x.collect(java.util.stream.Collectors.toSet()); }",
                "HASH_ITERATION | void f(org.agrona.collections.Long2ObjectHashMap<String> x) "
                        + "{ for (final String y : x.values()) { y.length(); } }",
                "HASH_ITERATION | void f(org.agrona.collections.Long2LongHashMap x) { x.longForEach((k, v) -> { }); }",
                "HASH_ITERATION | void f(org.agrona.collections.Int2IntHashMap x) { x.keySet().iterator(); }",
                "HASH_ITERATION | void f(org.agrona.collections.IntHashSet x) { x.iterator().nextValue(); }",
                "HASH_ITERATION | void f(java.util.Map<String, String> x) { x.forEach((k, v) -> { }); }",
                "HASH_ITERATION | int f(org.agrona.collections.IntHashSet.IntIterator x) { return x.nextValue(); }",
            })
    void itIsFound(final Impurity impurity, final String code) {
        assertThat(violations(Snippet.inClass("io.strikebook.matching.Impure", code), Set.of(impurity)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long f(long timestampNs) { return timestampNs + 1; }",
                "Object f(Object x, int[] y, byte z) { return x; }",
                "long f(org.agrona.collections.Long2LongHashMap x) { return x.get(1L); }",
                "java.util.List<String> f = new java.util.ArrayList<>(); void g() { f.forEach(String::length); }",
                "void f(org.agrona.collections.IntArrayList x) { x.forEachInt(i -> { }); }",
                "Object f() { return new org.agrona.collections.Long2ObjectHashMap<String>(8, 0.6f); }",
                "Deque f; static final class Deque { Deque Double; }",
            })
    void whatIsPurePasses(final String code) {
        assertThat(violations(Snippet.inClass("io.strikebook.matching.Pure", code), ALL))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "double f(double x) { return Math.sqrt(Math.fma(x, x, Math.abs(x))) + Math.rint(x) + Math.scalb(x, 2); }",
                "jdk.incubator.vector.DoubleVector f(jdk.incubator.vector.DoubleVector x) "
                        + "{ return x.fma(x, x).sqrt().lanewise(jdk.incubator.vector.VectorOperators.ABS); }",
            })
    void exactArithmeticIsNotTranscendental(final String code) {
        assertThat(violations(Snippet.inClass("io.strikebook.pricing.Exact", code), Set.of(Impurity.TRANSCENDENTAL)))
                .isEmpty();
    }

    private static List<CompiledClass> classesIn(final List<String> packages) {
        return Repository.allClasses().stream()
                .filter(type -> packages.stream().anyMatch(type::isIn))
                .filter(type -> !SHELL.matcher(type.outermost()).matches())
                .toList();
    }

    private static List<String> violations(final List<CompiledClass> types, final Set<Impurity> impurities) {
        final List<String> violations = new ArrayList<>();
        for (final CompiledClass type : types) {
            impurities.forEach(impurity -> violations.addAll(impurity.in(type)));
        }
        violations.sort(null);
        return violations;
    }
}
