package io.strikebook.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class DecoderRobustnessTest {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();

    @Test
    void randomBytesNeverHurtADecoder() {
        final SplittableRandom random = new SplittableRandom(42);
        int read = 0;
        for (final Object decoder : Messages.decoders()) {
            for (int round = 0; round < 200; round++) {
                final byte[] bytes = new byte[32 + blockLength(decoder) + random.nextInt(64)];
                random.nextBytes(bytes);
                final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
                try {
                    Messages.invoke(Messages.method(decoder, "wrap"), decoder, buffer, 32, blockLength(decoder), 0);
                    assertThat(decoder.toString()).isNotEmpty();
                    read++;
                } catch (final IndexOutOfBoundsException e) {
                    assertThat(decoder.getClass().getDeclaredClasses())
                            .as(
                                    "groups of %s: only a message with a repeating group may run out of bytes",
                                    decoder.getClass())
                            .isNotEmpty();
                }
            }
        }
        assertThat(read).isGreaterThan(5_000);
    }

    @Test
    void anOldReaderSkipsWhatANewWriterAppended() {
        final UnsafeBuffer newer = new UnsafeBuffer(new byte[4096]);
        final List<Object> encoders = Messages.encoders();
        final List<Object> decoders = Messages.decoders();
        assertThat(encoders).hasSameSizeAs(decoders);
        for (int i = 0; i < encoders.size(); i++) {
            final UnsafeBuffer today = new UnsafeBuffer(new byte[4096]);
            final int length = Messages.encode(encoders.get(i), today);
            final Object decoder = decoders.get(i);
            final int block = blockLength(decoder);
            final int appended = 16;
            newer.putBytes(0, today, 0, 32 + block);
            newer.setMemory(32 + block, appended, (byte) 0x5A);
            newer.putBytes(32 + block + appended, today, 32 + block, length - 32 - block);

            Messages.invoke(Messages.method(decoder, "wrap"), decoder, today, 32, block, 0);
            final String expected = fields(decoder.toString());
            Messages.invoke(Messages.method(decoder, "wrap"), decoder, newer, 32, block + appended, 1);
            assertThat(fields(decoder.toString())).isEqualTo(expected);
        }
    }

    @Test
    void anUnknownEnumValueIsTold() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        Messages.encode(new NewOrderEncoder(), buffer);
        buffer.putByte(32 + NewOrderDecoder.sideEncodingOffset(), (byte) 99);
        final NewOrderDecoder order = new NewOrderDecoder();
        order.wrapAndApplyHeader(buffer, 0, header);
        assertThat(order.side()).isEqualTo(Side.SBE_UNKNOWN);
    }

    private static int blockLength(final Object decoder) {
        return (int) Messages.invoke(Messages.method(decoder, "sbeBlockLength"), decoder);
    }

    /** Without the part that names acting version and block length. */
    private static String fields(final String printed) {
        return printed.substring(printed.indexOf("):") + 1);
    }
}
