package io.strikebook.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The bytes of every message, field by field, as they were when the message was made. A recording made today must be readable
 * tomorrow: a line of {@code golden-bytes.txt} may be added, but changes only with a new schema version.
 */
final class GoldenBytesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden-bytes.txt");

    @Test
    void everyMessageKeepsItsBytes() throws IOException {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
        final List<String> lines = new ArrayList<>();
        for (final Object encoder : Messages.encoders()) {
            final int length = Messages.encode(encoder, buffer);
            final byte[] bytes = new byte[length];
            buffer.getBytes(0, bytes);
            lines.add(Messages.templateId(encoder) + " "
                    + encoder.getClass().getSimpleName().replace("Encoder", "") + " " + length + " "
                    + HexFormat.of().formatHex(bytes));
        }
        if (Boolean.getBoolean("golden.write")) {
            Files.write(GOLDEN, lines);
        }
        assertThat(lines).hasSizeGreaterThan(40).isEqualTo(Files.readAllLines(GOLDEN));
    }

    @Test
    void sizesThatTheByteBudgetRestsOn() {
        assertThat(FrameHeaderEncoder.ENCODED_LENGTH).isEqualTo(32);
        assertThat(32 + DoneEncoder.BLOCK_LENGTH).isEqualTo(32);
        assertThat(32 + MarkEncoder.BLOCK_LENGTH).isLessThanOrEqualTo(100);
        assertThat(32 + RiskArrayEncoder.BLOCK_LENGTH).isLessThanOrEqualTo(180);
        assertThat(EnvelopeEncoder.ENCODED_LENGTH).isEqualTo(32);
        assertThat(InstrumentTermsEncoder.ENCODED_LENGTH).isEqualTo(88);
    }
}
