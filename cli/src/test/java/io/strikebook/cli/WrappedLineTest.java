package io.strikebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrappedLineTest {
    @Test
    void keepsWordsWholeAndLinesShort() {
        final String word = "a".repeat(37) + ",";

        assertThat(WrappedLine.of("begin:", List.of("one,", "two words"))).containsExactly("begin: one, two words");
        assertThat(WrappedLine.of("begin:", Collections.nCopies(5, word)))
                .containsExactly("begin: " + word + " " + word, "  " + word + " " + word + " " + word);
        assertThat(WrappedLine.of("nothing", List.of())).containsExactly("nothing");
    }
}
