package io.strikebook.feeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.feeder.recorded.FeedErrors;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FeedCountersTest {
    @Test
    void everyKindHasACounterOfItsOwn() {
        final Map<String, Long> shown = new TreeMap<>();
        final FeedErrors errors = new FeedErrors(text -> {});
        final FeedCounters counters = new FeedCounters(errors, name -> {
            assertThat(shown.put(name, 0L)).as(name).isNull();
            return value -> shown.put(name, value);
        });
        final FeedErrors.Place place = errors.file(Path.of("file"));
        for (final FeedErrorKind kind : FeedErrorKind.values()) {
            for (int i = 0; i <= kind.ordinal(); i++) {
                place.refused(i, kind, "test");
            }
        }
        counters.run();
        assertThat(shown).hasSize(FeedErrorKind.values().length);
        for (final FeedErrorKind kind : FeedErrorKind.values()) {
            assertThat(shown.get(kind.counterName())).isEqualTo(kind.ordinal() + 1);
        }
    }
}
