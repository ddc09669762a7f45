package io.strikebook.ipc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration file may say, and how it is refused. */
class ConfigSectionTest {
    private static final String TEXT = "# a comment\n"
            + "\n"
            + "name: \"book # one\"   # another\n"
            + "count: 1_000\n"
            + "deep:\n"
            + "  # inside\n"
            + "  deeper:\n"
            + "    on: true\n"
            + "  list: [BTC, ETH]\n"
            + "negative: -5\n";

    @Test
    void readsEveryType() {
        final ConfigSection top = parse(TEXT);
        assertThat(top.getString("name", "")).isEqualTo("book # one");
        assertThat(top.getLong("count", 0, 0, 10_000)).isEqualTo(1_000);
        assertThat(top.getInt("negative", 0, -10, 0)).isEqualTo(-5);
        assertThat(top.section("deep").section("deeper").getBoolean("on", false))
                .isTrue();
        assertThat(top.section("deep").getStrings("list", List.of())).containsExactly("BTC", "ETH");
        top.refuseUnknownKeys();
    }

    @Test
    void answersWithDefaultsWhereKeysAreAbsent() {
        final ConfigSection top = parse("");
        assertThat(top.getLong("count", 7, 0, 10)).isEqualTo(7);
        assertThat(top.section("deep").getBoolean("on", true)).isTrue();
        assertThat(top.getStrings("list", List.of("a"))).containsExactly("a");
        top.refuseUnknownKeys();
        assertThat(top.effective()).isEqualTo("count: 7\ndeep:\n  on: true\nlist: [\"a\"]\n");
    }

    @Test
    void printsWhatItReadsAgain() {
        final ConfigSection top = parse(TEXT);
        readAll(top);
        final ConfigSection again = parse(top.effective());
        readAll(again);
        assertThat(again.effective()).isEqualTo(top.effective());
    }

    @Test
    void namesFileLineAndKeyOfAnUnknownKey() {
        final ConfigSection top = parse("a: 1\ndeep:\n  known: 1\n  typo: 2\n");
        top.getLong("a", 0, 0, 1);
        top.section("deep").getLong("known", 0, 0, 1);
        refused(top::refuseUnknownKeys, "test.yaml:4: key 'deep.typo': unknown key; known: known");
    }

    @Test
    void namesTheFirstUnknownKeyAtTheTop() {
        final ConfigSection top = parse("a: 1\nsurprise:\n  b: 1\n");
        top.getLong("a", 0, 0, 1);
        refused(top::refuseUnknownKeys, "test.yaml:2: key 'surprise': unknown key; known: a");
    }

    @Test
    void refusesBadRangesAndTypes() {
        final ConfigSection top = parse("a: 11\nb: yes\nc: 1.5\nd: 12\nf: [1]\ng: 1\nh: blue\n");
        refused(() -> top.getLong("a", 0, 0, 10), "test.yaml:1: key 'a': 11 is outside 0..10");
        refused(() -> top.getBoolean("b", false), "test.yaml:2: key 'b': 'yes' is neither true nor false");
        refused(() -> top.getLong("c", 0, 0, 10), "test.yaml:3: key 'c': '1.5' is not a whole number");
        refused(() -> top.getString("d", ""), "test.yaml:4: key 'd': '12' is not a text");
        refused(() -> top.getStrings("f", List.of()), "test.yaml:5: key 'f': '1' in the list is not a text");
        refused(() -> top.section("g"), "test.yaml:6: 'g' must hold keys, found '1'");
        refused(
                () -> top.getChoice("h", "red", List.of("red", "green")),
                "test.yaml:7: key 'h': 'blue' is none of red, green");
        refused(() -> top.requireLong("none", 0, 1), "test.yaml: key 'none' is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "just text            | :1: not of the form",
                "- a                  | :1: not of the form",
                "a:                   | :1: key 'a' has no value",
                "a:;b: 1              | :1: key 'a' has no value",
                "a: 1;a: 2            | :2: key 'a' was given on line 1 already",
                "a: 1;  b: 2          | :2: indented by 2 spaces",
                "a:;    b: 1;  c: 2   | :3: indented by 2 spaces",
                "a:;\tb: 1            | :2: a tab in the indentation",
                "a: 'open             | :1: a text in quotes does not end",
                "a: [1, 2             | :1: key 'a': a list is written",
                "a: {b: 1}            | :1: key 'a': '{b: 1}' is neither",
                "a: !java.io.File x   | :1: key 'a': '!java.io.File x' is neither",
                "a: &x 1              | :1: key 'a': '&x 1' is neither",
                "a: b: c              | :1: key 'a': 'b: c' is neither"
            })
    void namesTheLineThatIsMalformed(final String text, final String reason) {
        refused(() -> parse(text.replace(';', '\n').replace("\\t", "\t")), "test.yaml" + reason);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        refused(() -> ConfigSection.read(Path.of("nowhere.yaml")), "nowhere.yaml: there is no such file");
    }

    @Test
    void neverFailsButWithARefusal() {
        final Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            final byte[] bytes = TEXT.getBytes(StandardCharsets.US_ASCII);
            for (int k = 0; k < 1 + i % 4; k++) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(96) + 31);
            }
            final String text = new String(bytes, StandardCharsets.US_ASCII);
            try {
                parse(text).refuseUnknownKeys();
            } catch (final ConfigException e) {
                assertThat(e.getMessage()).startsWith("test.yaml");
            }
        }
    }

    private static void readAll(final ConfigSection top) {
        top.getString("name", "");
        top.getLong("count", 0, 0, 10_000);
        top.section("deep").section("deeper").getBoolean("on", false);
        top.section("deep").getStrings("list", List.of());
        top.getInt("negative", 0, -10, 0);
    }

    private static ConfigSection parse(final String text) {
        return ConfigSection.parse("test.yaml", text);
    }

    private static void refused(final ThrowingCallable call, final String message) {
        assertThatThrownBy(call).isInstanceOf(ConfigException.class).hasMessageStartingWith(message);
    }
}
