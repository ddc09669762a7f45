package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.order.OrderIds;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Engine against reference: the same events for every command, and the same state hash. A failure names the seed and
 * the command. {@code -Dstrikebook.matching.commands=N} runs N commands per seed, {@code -Dstrikebook.matching.seeds=N}
 * so many seeds from 1 on, {@code -Dstrikebook.matching.seed=S} one. The profile {@code long} runs ten million.
 */
class ReferenceMatchingTest {
    private static final int COMMANDS = Integer.getInteger("strikebook.matching.commands", 50_000);
    private static final int SEEDS = Integer.getInteger("strikebook.matching.seeds", 5);
    private static final AtomicLong COMPARED = new AtomicLong();
    private static final int HASH_EVERY = 16;
    private static final int CHECK_EVERY = 64;

    static List<Long> seeds() {
        final Long seed = Long.getLong("strikebook.matching.seed");
        return seed == null ? LongStream.rangeClosed(1, SEEDS).boxed().toList() : List.of(seed);
    }

    @AfterAll
    static void sayHowMany() {
        System.out.printf("reference and engine: %,d random commands the same, seeds %s%n", COMPARED.get(), seeds());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void saysTheSameAsTheReference(final long seed) {
        final EngineHarness harness = new EngineHarness();
        final RandomSession session = new RandomSession(seed);
        for (int i = 0; i < COMMANDS; i++) {
            final List<String> expected = session.next(harness.commands);
            assertThat(harness.events())
                    .as("seed %d, command %d", seed, harness.commands.sequence())
                    .isEqualTo(expected);
            if (i % HASH_EVERY == 0) {
                assertThat(harness.engine.stateHash())
                        .as("state hash, seed %d, command %d", seed, harness.commands.sequence())
                        .isEqualTo(session.reference().stateHash());
            }
            if (i % CHECK_EVERY == 0) {
                harness.engine.check();
                assertThat(session.reference().positions().net(1)).isZero();
            }
        }
        harness.close();
        System.out.printf("seed %d: %,d commands, in all %,d%n", seed, COMMANDS, COMPARED.addAndGet(COMMANDS));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anEngineRestoredAgainAndAgainWritesTheSameBytes(final long seed) {
        final EngineHarness uninterrupted = new EngineHarness();
        final RandomSession session = new RandomSession(seed + 1_000);
        final RandomSession sameSession = new RandomSession(seed + 1_000);
        final SplittableRandom random = new SplittableRandom(seed);
        EngineHarness harness = new EngineHarness();
        for (int round = 0; round < 40; round++) {
            final int commands = 1 + random.nextInt(300);
            for (int i = 0; i < commands; i++) {
                session.next(harness.commands);
                assertThat(harness.events()).isEqualTo(sameSession.next(uninterrupted.commands));
                uninterrupted.events();
            }
            COMPARED.addAndGet(commands);
            final EngineHarness restored = harness.restored();
            harness.close();
            harness = restored;
            assertSame(harness, uninterrupted, seed);
            harness.engine.check();
        }
        harness.close();
        uninterrupted.close();
    }

    private static void assertSame(final EngineHarness actual, final EngineHarness expected, final long seed) {
        final long command = expected.engine.lastSequence();
        assertThat(actual.engine.lastSequence()).isEqualTo(command);
        assertThat(actual.engine.stateHash())
                .as("state hash, seed %d, command %d", seed, command)
                .isEqualTo(expected.engine.stateHash());
        assertThat(actual.engine.consumedHash())
                .as("consumed hash, seed %d, command %d", seed, command)
                .isEqualTo(expected.engine.consumedHash());
        assertThat(actual.producedHash())
                .as("produced hash, seed %d, command %d", seed, command)
                .isEqualTo(expected.producedHash());
    }

    @Test
    void theRandomSessionsReachEveryRule() {
        final Set<String> reached = new TreeSet<>();
        for (long seed = 42; seed < 47; seed++) {
            final EngineHarness harness = new EngineHarness();
            final RandomSession session = new RandomSession(seed);
            for (int i = 0; i < 20_000; i++) {
                final List<String> events = session.next(harness.commands);
                for (int j = 0; j < events.size(); j++) {
                    note(reached, events, j);
                }
                harness.events();
            }
            harness.close();
        }
        assertThat(reached)
                .contains("accepted", "replaced", "limit", "fill", "rejected", "phase", "top", "done")
                .contains("REQUESTED", "MASS_CANCEL", "KILL_SWITCH", "IMMEDIATE_OR_CANCEL_REMAINDER")
                .contains("FILL_OR_KILL_NOT_FILLABLE", "POST_ONLY_WOULD_CROSS", "REDUCE_ONLY_NOTHING_TO_REDUCE")
                .contains(
                        "MARKET_REMAINDER",
                        "REPLACED_BELOW_FILLED",
                        "EXPIRED",
                        "MINIMUM_QUANTITY_NOT_FILLABLE",
                        "MMP_TRIGGERED",
                        "MMP_SET")
                .contains("quotes", "quotes-off", "triggered", "protection")
                .contains("DISCONNECTED", "allocation", "statistics")
                .contains("indicated", "band", "trade in an auction", "interruption")
                .contains(
                        "mode",
                        "held",
                        "released",
                        "PHASE_CHANGED",
                        "a quote is held",
                        "a batch trades",
                        "trade after a release")
                .contains("INSTRUMENT_CLOSED", "block", "combination", "leg")
                .contains("implied", "implied-rested", "implied-leg", "implied-top")
                .contains("trigger", "fired", "waiting", "live", "TRIGGER_REFUSED")
                .contains("linked", "released", "reduced", "LINK_FILLED", "LINK_ENDED", "more")
                .contains("decremented", "SELF_TRADE_TAKER", "SELF_TRADE_MAKER", "SELF_TRADE_DECREMENTED")
                .contains("clipped after a fill", "nothing to reduce at once", "an iceberg comes round again");
    }

    /** What an event shows to have been reached. */
    private static void note(final Set<String> reached, final List<String> events, final int j) {
        final String event = events.get(j);
        reached.add(event.startsWith("cancelled") ? event.substring(event.lastIndexOf(' ') + 1) : event.split(" ")[0]);
        if (event.endsWith("auction")) {
            reached.add("trade in an auction");
        }
        if (event.startsWith("held") && OrderIds.isQuote(Long.parseLong(event.split(" ")[1]))) {
            reached.add("a quote is held");
        }
        if (event.startsWith("fill") && j > 0 && events.get(j - 1).startsWith("released")) {
            reached.add(event.endsWith("auction") ? "a batch trades" : "trade after a release");
        }
        if (event.contains("INTERRUPTION PRICE_BAND")) {
            reached.add("interruption");
        }
        if (event.startsWith("fill") && fillsOf(events, event.split(" ")[3]) > 1) {
            reached.add("an iceberg comes round again");
        }
        if (event.startsWith("cancelled") && event.endsWith("NOTHING_TO_REDUCE") && j > 0) {
            reached.add(events.get(j - 1).startsWith("fill") ? "clipped after a fill" : "nothing to reduce at once");
        }
    }

    private static long fillsOf(final List<String> events, final String maker) {
        return events.stream()
                .filter(event -> event.startsWith("fill") && event.split(" ")[3].equals(maker))
                .count();
    }
}
