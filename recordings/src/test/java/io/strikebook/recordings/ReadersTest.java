package io.strikebook.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersTest {
    private static final String CME_LINE = "1703545200000000000,1703545200000000001,7,130,A,B,4800250000000,5,77\n";

    @TempDir
    private Path folder;

    @Test
    void cmeRecordHasVenueUnits() throws IOException {
        final Path file = write("mbo.csv", CmeMboReader.HEADER + "\n" + CME_LINE);
        try (OrderEventReader reader = new CmeMboReader(file)) {
            assertThat(reader.next())
                    .isEqualTo(new OrderEvent(
                            OrderEventKind.ADD,
                            Side.BUY,
                            480_025_000_000L,
                            5,
                            77,
                            1_703_545_200_000_000_000L,
                            true,
                            2));
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void lobsterExecutionIsTradeFillAndBooking() throws IOException {
        final Path file = write("lobster.csv", "34200.190226476,4,11885113,21,2238100,1");
        try (OrderEventReader reader = new LobsterReader(file)) {
            final long timeNs = 34_200_190_226_476L;
            final long priceE8 = 22_381_000_000L;
            assertThat(reader.next())
                    .isEqualTo(new OrderEvent(OrderEventKind.TRADE, Side.SELL, priceE8, 21, 0, timeNs, false, 1));
            assertThat(reader.next())
                    .isEqualTo(
                            new OrderEvent(OrderEventKind.FILL, Side.BUY, priceE8, 21, 11_885_113, timeNs, false, 1));
            assertThat(reader.next())
                    .isEqualTo(
                            new OrderEvent(OrderEventKind.REDUCE, Side.BUY, priceE8, 21, 11_885_113, timeNs, true, 1));
            assertThat(reader.next()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3,130,A,B,4800250000000,5|has 8 fields, expected 9",
                "1,2,3,130,X,B,4800250000000,5,77|unknown action X",
                "1,2,3,130,A,Q,4800250000000,5,77|unknown side Q",
                "1,2,3,130,A,N,4800250000000,5,77|an order without a side",
                "1,2,3,130,A,B,-4800250000000,5,77|price_1e9 is negative: -4800250000000",
                "1,2,3,130,A,B,4800250000001,5,77|price_1e9 4800250000001 has more than 8 decimal places",
                "1,2,3,130,A,B,4800250000000,0,77|size is zero",
                "1,2,3,130,A,B,4800250000000,5x,77|size is no whole number: 5x",
            })
    void cmeErrorNamesFileAndLine(final String line, final String problem) throws IOException {
        final Path file = write("mbo.csv", CmeMboReader.HEADER + "\n" + CME_LINE + line + "\n");
        try (OrderEventReader reader = new CmeMboReader(file)) {
            reader.next();
            assertThatThrownBy(reader::next)
                    .isInstanceOf(BadRecordException.class)
                    .hasMessage(file + ":3: " + problem);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "34200.1,1,5,10,100|has 5 fields, expected 6",
                "34200.1,9,5,10,100,1|unknown type 9",
                "34200.1,1,5,10,-100,1|price is negative: -100",
                "34200.1,1,5,10,100,2|unknown direction 2",
                "34x00.1,1,5,10,100,1|time is no number of seconds: 34x00.1",
                "34200.1234567890,1,5,10,100,1|time has more than 9 decimal places: 34200.1234567890",
            })
    void lobsterErrorNamesFileAndLine(final String line, final String problem) throws IOException {
        final Path file = write("lobster.csv", line + "\n");
        try (OrderEventReader reader = new LobsterReader(file)) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(BadRecordException.class)
                    .hasMessage(file + ":1: " + problem);
        }
    }

    @Test
    void lastCmeLineWithoutLineEndIsCutShort() throws IOException {
        final Path file = write("mbo.csv", CmeMboReader.HEADER + "\n" + CME_LINE.substring(0, CME_LINE.length() - 2));
        try (OrderEventReader reader = new CmeMboReader(file)) {
            assertThatThrownBy(reader::next).hasMessageContaining(":2: the last line is cut short");
        }
    }

    @Test
    void cutGzipFileIsReportedWithItsLine() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write((CmeMboReader.HEADER + "\n" + CME_LINE).getBytes(StandardCharsets.US_ASCII));
        }
        final Path file = folder.resolve("mbo.csv.gz");
        Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));
        assertThatThrownBy(() -> {
                    try (OrderEventReader reader = new CmeMboReader(file)) {
                        while (reader.next() != null) {
                            assertThat(reader).isNotNull();
                        }
                    }
                })
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("cut short or damaged");
    }

    @Test
    void foreignHeaderIsRefused() throws IOException {
        final Path file = write("mbo.csv", "a,b\n");
        assertThatThrownBy(() -> new CmeMboReader(file)).hasMessageStartingWith(file + ":1: header is a,b");
    }

    private Path write(final String name, final String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
