package io.strikebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Every request of a source has one command, in the source's order. */
class SourceTableTest {
    private static final int ADMIN = SequencerFixture.ADMIN;

    private final SourceTable sources = new SourceTable(SequencerFixture.SOURCES);

    @Test
    void commandsAnswerOneRequestAfterTheOther() {
        sources.sequenced(ADMIN, 1);
        sources.sequenced(ADMIN, 2);
        assertThat(sources.sequencedTo(ADMIN)).isEqualTo(2);
        assertThat(sources.see(ADMIN, 2)).isFalse();
        assertThat(sources.see(ADMIN, 3)).isTrue();
    }

    @Test
    void refusesACommandThatRepeatsOrSkipsARequest() {
        sources.sequenced(ADMIN, 1);
        assertThatThrownBy(() -> sources.sequenced(ADMIN, 1)).hasMessageContaining("answers request 1 of source");
        assertThatThrownBy(() -> sources.sequenced(ADMIN, 3)).hasMessageContaining("which was sequenced up to 1");
        assertThat(sources.sequencedTo(ADMIN)).isEqualTo(1);
    }
}
