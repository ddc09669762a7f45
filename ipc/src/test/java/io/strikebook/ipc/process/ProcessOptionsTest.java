package io.strikebook.ipc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.ipc.agent.ThreadPinning;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.config.ConfigSection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessOptionsTest {
    @Test
    void hasDefaults() {
        final ConfigSection section = ConfigSection.empty("c");

        assertThat(ProcessOptions.read(section))
                .isEqualTo(new ProcessOptions("backoff", 1_000_000, ThreadPinning.NONE, 1_000_000, 25_000_000_000L));
        assertThat(section.effective()).contains("idle: \"backoff\"\n", "maxParkUs: 1000\n", "cpu: \"none\"\n");
    }

    @Test
    void readsWhatIsGiven() {
        final ConfigSection section =
                ConfigSection.parse("c", "idle: backoff\nmaxParkUs: 50\nstallThresholdUs: 20\nstopTimeoutMs: 7\n");

        assertThat(ProcessOptions.read(section))
                .isEqualTo(new ProcessOptions("backoff", 50_000, ThreadPinning.NONE, 20_000, 7_000_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "idle: nap                       | c.yaml:2: key 'matching.idle': 'nap' is none of busy, yielding, backoff",
                "idle: 5                         | c.yaml:2: key 'matching.idle': '5' is not a text",
                "maxParkUs: 0                    | c.yaml:2: key 'matching.maxParkUs': 0 is outside 1..1000000",
                "'idle: busy\n  maxParkUs: 50'   | c.yaml:3: key 'matching.maxParkUs': idle strategy busy never sleeps",
                "stallThresholdUs: 0             | c.yaml:2: key 'matching.stallThresholdUs': 0 is outside",
            })
    void refusesNamingFileAndLine(final String line, final String message) {
        final String text = "matching:\n  " + line.replace("\\n", "\n") + "\n";
        final ConfigSection section = ConfigSection.parse("c.yaml", text).section("matching");

        assertThatThrownBy(() -> ProcessOptions.read(section))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }
}
