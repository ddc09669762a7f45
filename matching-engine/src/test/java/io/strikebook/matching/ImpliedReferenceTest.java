package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.order.OrderIds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions in which the legs of combinations trade as orders arrive most of the time: the engine says what the reference says, and after
 * every command no order of a combination rests that its legs could fill. {@code -Dstrikebook.matching.commands=N} runs N commands per seed.
 */
class ImpliedReferenceTest {
    private static final int COMMANDS = Integer.getInteger("strikebook.matching.commands", 12_000);
    private static final int HASH_EVERY = 16;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24})
    void tradesWithLegsAsTheReferenceDoes(final long seed) {
        EngineHarness harness = new EngineHarness();
        final RandomSession session = new RandomSession(seed, 4);
        final Map<String, Integer> reached = new TreeMap<>();
        for (int i = 0; i < COMMANDS; i++) {
            final List<String> expected = session.next(harness.commands);
            final List<String> events = harness.events();
            assertThat(events)
                    .as("seed %d, command %d", seed, harness.commands.sequence())
                    .isEqualTo(expected);
            harness.engine.rules().implied().check();
            note(reached, events);
            if (i % HASH_EVERY == 0) {
                assertThat(harness.engine.stateHash())
                        .as("state hash, seed %d, command %d", seed, harness.commands.sequence())
                        .isEqualTo(session.reference().stateHash());
            }
            if (i % 1_000 == 0) {
                final EngineHarness restored = harness.restored();
                harness.close();
                harness = restored;
            }
        }
        harness.engine.check();
        harness.close();
        assertThat(reached)
                .containsKeys("implied", "implied-rested", "implied-leg", "3 legs", "several lots", "a quote in a leg");
    }

    private static void note(final Map<String, Integer> reached, final List<String> events) {
        int legs = 0;
        String leg = "";
        for (final String event : events) {
            final String word = event.split(" ")[0];
            if (word.startsWith("implied")) {
                reached.merge(word, 1, Integer::sum);
            }
            if (word.equals("implied") || word.equals("implied-rested")) {
                legs = 0;
                leg = "";
                if (!event.contains(" 1@")) {
                    reached.merge("several lots", 1, Integer::sum);
                }
            }
            if (word.equals("implied-leg")) {
                final String number = event.split(" ")[1];
                if (number.equals(leg)) {
                    reached.merge("a leg of two orders", 1, Integer::sum);
                } else {
                    leg = number;
                    reached.merge(++legs + " legs", 1, Integer::sum);
                }
                if (OrderIds.isQuote(Long.parseLong(
                        event.substring(event.indexOf("order ") + 6).split(" ")[0]))) {
                    reached.merge("a quote in a leg", 1, Integer::sum);
                }
            }
            if (legs > 0 && word.equals("triggered")) {
                reached.merge("MMP_TRIGGERED in legs", 1, Integer::sum);
            }
            if (word.equals("cancelled") && event.contains("SELF_TRADE") && legs > 0) {
                reached.merge("SELF_TRADE in legs", 1, Integer::sum);
            }
        }
    }
}
