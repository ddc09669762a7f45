package io.strikebook.ipc.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DocumentLayoutTest {
    @Test
    void headerBytesAreFixed() {
        final byte[] bytes = new byte[DocumentLayout.HEADER_LENGTH];
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        DocumentLayout.write(buffer, 0, 0x0102030405060708L, 0x1112131415161718L, 3, 0x21222324);
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("0807060504030201" + "1817161514131211" + "03000000" + "24232221" + "53424431" + "00000000");
        assertThat(DocumentLayout.clockNs(buffer, 0)).isEqualTo(0x0102030405060708L);
        assertThat(DocumentLayout.firstSequence(buffer, 0)).isEqualTo(0x1112131415161718L);
        assertThat(DocumentLayout.groupsEnded(buffer, 0)).isEqualTo(3);
        assertThat(DocumentLayout.length(buffer, 0)).isEqualTo(0x21222324);
        assertThat(DocumentLayout.magic(buffer, 0)).isEqualTo(DocumentLayout.MAGIC);
    }
}
