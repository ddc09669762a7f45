package io.strikebook.ipc.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "0-3|0-3", "0,1,2|0-2", "1,3-4,8|1,3-4,8", "''|none", "5-5|5", "' 2-3 '|2-3"})
    void readsAndWritesWhatTheKernelWrites(final String text, final String formatted) {
        assertThat(CpuList.parse(text).map(CpuList::format)).contains(formatted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a", "1-", "-1", "3-1", "1,,2", "1 2", "(null)", "999999"})
    void readsNothingElse(final String text) {
        assertThat(CpuList.parse(text)).isEmpty();
    }
}
