package io.strikebook.common.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {
    private static final String LONGEST = "0123456789abcdef".repeat(4);

    private static Label label(final String characters) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Label.LENGTH]);
        buffer.putBytes(0, characters.getBytes(StandardCharsets.ISO_8859_1));
        return new Label().read(buffer, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "hedge 1", " ~", "12345678", "123456789"})
    void printableCharactersAreALabel(final String characters) {
        assertThat(label(characters).isWellFormed()).isTrue();
        assertThat(label(characters)).hasToString(characters);
        assertThat(label(characters).isEmpty()).isEqualTo(characters.isEmpty());
    }

    @Test
    void sixtyFourCharactersFit() {
        assertThat(label(LONGEST).isWellFormed()).isTrue();
        assertThat(label(LONGEST)).hasToString(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "a\nb", "a\u007f", "\u00e4", "\u0000a", "a\u0000b", "12345678\u0000b"})
    void controlCharactersOtherBytesAndWhatFollowsAZeroAreNot(final String characters) {
        assertThat(label(characters).isWellFormed()).isFalse();
    }

    @Test
    void equalMeansEveryByte() {
        assertThat(label("abc").matches(label("abc"))).isTrue();
        assertThat(label("abc").matches(label("abcd"))).isFalse();
        final String other = LONGEST.substring(0, 63) + "g";
        assertThat(label(LONGEST).matches(label(other))).isFalse();
        assertThat(label(LONGEST).hashInto(7)).isNotEqualTo(label(other).hashInto(7));
        assertThat(new Label().set(label(other)).matches(label(other))).isTrue();
        assertThat(label(other).clear().matches(label(""))).isTrue();
        assertThat(label("").hashInto(7)).isEqualTo(7);
    }
}
