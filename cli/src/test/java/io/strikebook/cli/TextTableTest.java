package io.strikebook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsColumnsByTheirHeadings() {
        final TextTable table =
                new TextTable("NAME", ">COUNT", "NOTE").row("a", 1, "").row("longer", 12_345, "x");

        assertThat(table.lines()).containsExactly("NAME    COUNT  NOTE", "a           1", "longer  12345  x");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> new TextTable("A", "B").row(1)).hasMessage("1 cells in a table of 2 columns");
    }
}
