package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random commands for several underlyings: shards together say and hold what one engine does. */
class ShardsTest {
    private static final int COMMANDS = 12_000;
    private static final int CHECK_EVERY = 64;

    @ParameterizedTest(name = "{0} shards, seed {1}")
    @CsvSource({"1, 3", "2, 1", "2, 2", "4, 3"})
    void shardsTogetherDoWhatOneEngineDoes(final int count, final long seed) {
        final EngineHarness whole = new EngineHarness();
        final RandomSession session = new RandomSession(seed);
        final RandomSession same = new RandomSession(seed);
        final SplittableRandom random = new SplittableRandom(seed);
        ShardedHarness shards = new ShardedHarness(count);
        int answeredByOne = 0;
        for (int i = 0; i < COMMANDS; i++) {
            session.next(whole.commands);
            same.next(shards.commands);
            final List<String> expected = whole.events();
            final List<String> events = shards.events();
            final boolean one = shards.groups() == 1;
            answeredByOne += one ? 1 : 0;
            assertThat(one ? events : normal(events))
                    .as("seed %d, command %d", seed, whole.commands.sequence())
                    .isEqualTo(one ? expected : normal(expected));
            if (i % CHECK_EVERY == 0) {
                assertThat(shards.liveOrders()).isEqualTo(whole.engine.liveOrders());
                assertThat(shards.liveQuotes()).isEqualTo(whole.engine.liveQuotes());
                shards.check();
            }
            if (random.nextInt(2_000) == 0) {
                shards = shards.restored();
            }
        }
        assertThat(answeredByOne)
                .as("commands that one shard answered")
                .isBetween(COMMANDS / 2, count == 1 ? COMMANDS : COMMANDS - 100);
        whole.close();
        shards.close();
    }

    /**
     * What a command for all causes comes in another order; each shard that has nothing to say, or refuses, says so; and each tells how
     * many quotes of its own it took off. Ids of its trades, of auctions that end, are dealt out among shards.
     */
    private static List<String> normal(final List<String> events) {
        final Set<String> sorted = new TreeSet<>();
        final Map<String, Integer> quotesOff = new TreeMap<>();
        for (final String said : events) {
            final String event = said.replaceFirst("^fill \\d+ ", "fill ");
            if (event.startsWith("quotes-off")) {
                final int reasonAt = event.lastIndexOf(' ');
                final int countAt = event.lastIndexOf(' ', reasonAt - 1);
                quotesOff.merge(
                        event.substring(0, countAt) + event.substring(reasonAt),
                        Integer.valueOf(event.substring(countAt + 1, reasonAt)),
                        Integer::sum);
            } else if (!event.equals(EventText.done())) {
                assertThat(sorted.add(event) || event.startsWith("rejected"))
                        .as("twice: " + event)
                        .isTrue();
            }
        }
        final List<String> normal = new ArrayList<>(sorted);
        quotesOff.forEach((event, count) -> normal.add(event + " " + count));
        return normal;
    }
}
