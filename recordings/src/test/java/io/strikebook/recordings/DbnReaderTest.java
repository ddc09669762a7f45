package io.strikebook.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbnReaderTest {
    private static final String RECORDING = "l3/cme_ESH4_20231225_mbo_to2320Z.dbn.zst";

    @TempDir
    private Path folder;

    @Test
    void everyRecordOfARealFileIsWhatItWasDecodedTo() {
        final Path decoded = data("l3/cme_ESH4_20231225_mbo_to2320Z_decoded.csv.gz");
        int rows = 0;
        try (DbnRecords records = new DbnRecords(data(RECORDING));
                CsvLines lines = new CsvLines(decoded, true)) {
            assertThat(lines.readLine()).isEqualTo(CmeMboReader.HEADER);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                assertThat(records.next()).isTrue();
                assertThat(text(records)).isEqualTo(line);
                rows++;
            }
            assertThat(records.next()).isFalse();
        }
        assertThat(rows).isEqualTo(32_419);
    }

    @Test
    void eventsAreThoseOfTheDecodedText() {
        try (OrderEventReader binary = new DbnReader(data(RECORDING));
                OrderEventReader text = new CmeMboReader(data("l3/cme_ESH4_20231225_mbo_to2320Z_decoded.csv.gz"))) {
            for (OrderEvent event = binary.next(); event != null; event = binary.next()) {
                final OrderEvent other = text.next();
                assertThat(other)
                        .usingRecursiveComparison()
                        .ignoringFields("line")
                        .isEqualTo(event);
                assertThat(text.inSnapshot()).isEqualTo(binary.inSnapshot());
                assertThat(text.receivedNs()).isEqualTo(binary.receivedNs());
            }
            assertThat(text.next()).isNull();
        }
    }

    @Test
    void aCutCompressedFileIsRefusedWhereNothingOfItCanBeUnpacked() throws IOException {
        final byte[] whole = Files.readAllBytes(data(RECORDING));
        final Path cut = Files.write(folder.resolve("cut.dbn.zst"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> new DbnReader(cut))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("cut.dbn.zst:0: ")
                .hasMessageContaining("damaged here");
    }

    @Test
    void aCutFileIsNamedWithTheRecordAndEndsThere() throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(metadata("DBN", 1, 0));
        record(bytes, 'A', 'B', 1_000_000_000, 3, 7);
        record(bytes, 'A', 'B', 2_000_000_000, 3, 8);
        final Path cut = folder.resolve("cut.dbn");
        Files.write(cut, Arrays.copyOf(bytes.array(), bytes.position() - 3));
        try (OrderEventReader reader = new DbnReader(cut)) {
            assertThat(reader.next().orderId()).isEqualTo(7);
            assertThatThrownBy(reader::next)
                    .isInstanceOf(BadRecordException.class)
                    .hasMessage(cut + ":2: the file is cut short here");
            assertThat(reader.next()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DBX,1,0,does not begin with DBN",
        "DBN,2,0,is DBN of version 2",
        "DBN,1,1,has records of schema 1",
    })
    void anotherKindOfFileIsRefused(final String magic, final int version, final int schema, final String problem)
            throws IOException {
        final Path file = Files.write(folder.resolve("x.dbn"), metadata(magic, version, schema));
        assertThatThrownBy(() -> new DbnReader(file))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("x.dbn:0: " + problem);
    }

    @Test
    void whatIsNotCompressedIsRefusedWhereItSaysSo() throws IOException {
        final Path file = Files.write(folder.resolve("x.dbn.zst"), metadata("DBN", 1, 0));
        assertThatThrownBy(() -> new DbnReader(file))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("damaged here");
    }

    @ParameterizedTest
    @CsvSource({
        "X,B,1000000000,1,7,unknown action X",
        "A,Q,1000000000,1,7,unknown side Q",
        "A,N,1000000000,1,7,an order without a side",
        "A,B,-1000000000,1,7,price_1e9 is -1000000000",
        "A,B,1000000001,1,7,price_1e9 is 1000000001",
        "A,B,9223372036854775807,1,7,price_1e9 is 9223372036854775807",
        "A,B,1000000000,0,7,size is 0",
        "A,B,1000000000,-1,7,size is 4294967295",
        "A,B,1000000000,1,0,order_id is 0",
    })
    void aRecordThatCannotBeIsNamedAndTheNextIsRead(
            final char action, final char side, final long priceE9, final int size, final long id, final String problem)
            throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(metadata("DBN", 1, 0));
        record(bytes, action, side, priceE9, size, id);
        record(bytes, 'A', 'B', 2_000_000_000, 3, 8);
        final Path file = folder.resolve("x.dbn");
        Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
        try (OrderEventReader reader = new DbnReader(file)) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(BadRecordException.class)
                    .hasMessage(file + ":1: " + problem);
            assertThat(reader.next().lots()).isEqualTo(3);
            assertThat(reader.next()).isNull();
        }
    }

    private static void record(
            final ByteBuffer bytes,
            final char action,
            final char side,
            final long priceE9,
            final int size,
            final long id) {
        bytes.put((byte) 14).put((byte) 0xA0).putShort((short) 1).putInt(1).putLong(5);
        bytes.putLong(id).putLong(priceE9).putInt(size).put((byte) 128).put((byte) 0);
        bytes.put((byte) action).put((byte) side).putLong(6).putInt(0).putInt(9);
    }

    private static byte[] metadata(final String magic, final int version, final int schema) {
        final ByteBuffer bytes = ByteBuffer.allocate(108).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(magic.getBytes(StandardCharsets.US_ASCII)).put((byte) version).putInt(100);
        return bytes.putShort(24, (short) schema).array();
    }

    private static String text(final DbnRecords record) {
        return record.eventNs() + "," + record.receivedNs() + "," + record.sequence() + "," + record.flags() + ","
                + record.action() + "," + record.side() + "," + record.priceE9() + "," + record.size() + ","
                + record.orderId();
    }

    private static Path data(final String relative) {
        final String configured = System.getProperty("strikebook.data", System.getenv("STRIKEBOOK_DATA"));
        Path directory = Path.of("").toAbsolutePath();
        Path found = configured == null ? null : Path.of(configured).resolve(relative);
        while (found == null && directory != null) {
            final Path candidate = directory.resolve("shared").resolve("data").resolve(relative);
            found = Files.exists(candidate) ? candidate : null;
            directory = directory.getParent();
        }
        assumeTrue(found != null && Files.exists(found), "recorded data is not there: " + relative);
        return found;
    }
}
