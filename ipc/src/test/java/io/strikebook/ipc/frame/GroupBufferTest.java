package io.strikebook.ipc.frame;

import static io.strikebook.ipc.TestGroups.frame;
import static io.strikebook.ipc.TestGroups.group;
import static io.strikebook.ipc.TestGroups.longGroup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.DoneEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class GroupBufferTest {
    private static final int SEQUENCE = 16;

    private final List<String> appended = new ArrayList<>();
    private final List<Long> hashes = new ArrayList<>();
    private final GroupBuffer publication = new GroupBuffer(this::append);
    private long hash = FrameHash.EMPTY;

    private void append(
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int groupsEnded) {
        appended.add(firstSequence + "x" + groupsEnded + "+" + length);
        for (int at = offset; at < offset + length; at += FrameLayout.frameLength(buffer, at)) {
            hash = FrameHash.update(hash, buffer, at, FrameLayout.frameLength(buffer, at));
            if (FrameLayout.isLast(buffer, at)) {
                hashes.add(hash);
            }
        }
    }

    @Test
    void aHeaderWrittenAtOnceIsTheSameAsOneByTheEncoder() {
        final UnsafeBuffer buffer = publication.buffer();
        final byte[][] frames = new byte[2][FrameLayout.HEADER_LENGTH + DoneEncoder.BLOCK_LENGTH];
        for (int i = 0; i < frames.length; i++) {
            publication.beginGroup(i + 1, 77);
            for (int frame = 0; frame < 2; frame++) {
                final int offset = publication.claim(FrameLayout.HEADER_LENGTH + DoneEncoder.BLOCK_LENGTH);
                if (i == 0) {
                    new DoneEncoder().wrapAndApplyHeader(buffer, offset, new FrameHeaderEncoder());
                    publication.commit(FrameLayout.HEADER_LENGTH + DoneEncoder.BLOCK_LENGTH);
                } else {
                    buffer.setMemory(offset, FrameLayout.HEADER_LENGTH, (byte) -1);
                    publication.commit(DoneEncoder.TEMPLATE_ID, DoneEncoder.BLOCK_LENGTH);
                }
                buffer.getBytes(offset, frames[i]);
            }
            publication.endGroup();
        }
        new UnsafeBuffer(frames[0]).putLong(SEQUENCE, 2);
        assertThat(frames[1]).isEqualTo(frames[0]);
    }

    @Test
    void aFrameThatWasNotClaimedSoLongIsRefused() {
        publication.beginGroup(1, 1);
        publication.claim(FrameLayout.HEADER_LENGTH + 8);
        assertThatThrownBy(() -> publication.commit(1, 12)).hasMessageContaining("44 bytes where 40 were claimed");
        assertThatThrownBy(() -> publication.commit(1, 5)).hasMessageContaining("37 bytes");
        publication.commit(1, 8);
        assertThatThrownBy(() -> publication.commit(1, 8)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void handsOverGroupsWholeAndLongOnesInParts() {
        group(publication, 1, 40);
        group(publication, 3, 33, 32);
        assertThat(appended).isEmpty();
        publication.flush();
        publication.flush();
        assertThat(appended).containsExactly("1x2+108");
        appended.clear();
        group(publication, 4, 40);
        group(publication, 5, longGroup(10));
        group(publication, 6, 40);
        publication.flush();
        assertThat(appended).containsExactly("4x1+40", "5x0+60000", "5x2+40040");
        assertThat(publication.lastSequence()).isEqualTo(6);
        assertThat(publication.producedHash()).isEqualTo(hash);
    }

    @Test
    void producedHashFollowsEveryGroup() {
        final List<Long> produced = new ArrayList<>();
        for (int sequence = 1; sequence <= 30; sequence++) {
            group(publication, sequence, sequence % 3 == 0 ? longGroup(9) : new int[] {33, 4_000, 61_440});
            produced.add(publication.producedHash());
        }
        publication.flush();
        assertThat(hashes).isEqualTo(produced);
    }

    @Test
    void paddingIsZeroWhateverLayThereBefore() {
        group(publication, 1, 400);
        publication.flush();
        publication.beginGroup(2, 2_000_000);
        final int offset = publication.claim(400);
        publication.buffer().setMemory(offset, 400, (byte) -1);
        publication.commit(37);
        for (int i = 37; i < 40; i++) {
            assertThat(publication.buffer().getByte(offset + i)).isZero();
        }
        assertThat(FrameLayout.frameLength(publication.buffer(), offset)).isEqualTo(40);
    }

    @Test
    void wrongUseIsRefused() {
        assertThatThrownBy(() -> publication.claim(40)).hasMessageContaining("no group is open");
        publication.beginGroup(5, 100);
        assertThatThrownBy(publication::endGroup).hasMessageContaining("no frame");
        assertThatThrownBy(publication::flush).hasMessageContaining("still open");
        assertThatThrownBy(() -> publication.claim(FrameLayout.MAX_FRAME_LENGTH + 1))
                .hasMessageContaining("at most");
        assertThatThrownBy(() -> publication.commit(40)).hasMessageContaining("claimed");
        frame(publication, 40, 1);
        publication.claim(40);
        publication.endGroup();
        assertThatThrownBy(() -> publication.commit(40)).hasMessageContaining("claimed");
        assertThatThrownBy(() -> publication.beginGroup(5, 100)).hasMessageContaining("group 5 after 5");
        assertThatThrownBy(() -> publication.beginGroup(6, 99)).hasMessageContaining("back in time");
        assertThatThrownBy(() -> publication.resume(5, 0)).hasMessageContaining("cannot resume");
    }

    @Test
    void closingHandsOverEndedGroupsOnly() {
        group(publication, 1, 40);
        publication.beginGroup(2, 2_000_000);
        frame(publication, 40, 1);
        publication.close();
        publication.close();
        assertThat(appended).containsExactly("1x1+40");
        assertThatThrownBy(() -> publication.beginGroup(3, 3_000_000)).hasMessageContaining("closed");
    }
}
