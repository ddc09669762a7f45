package io.strikebook.ipc.process;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A mark file, little-endian; texts are a length (4) and ASCII.
 *
 * <pre>
 *      0  magic (8)        layout version (4)   state (4)
 *     16  pid (8)          start, ms (8)        heartbeat, ms (8)
 *     64  counters (8 each), in the order of the COUNTER constants
 *    192  role (64)        version (64)         boot id (64)
 *    384  recovery: position (8)   target (8)   queue (48)
 *    512  duty cycles (8 each), in the order of the CYCLES constants
 *   1024  positions, 64 bytes each:  sequence (8)  use (4)  queue (52)
 *   4096  the role's own counters, 64 bytes each:  value (8)  name (56)
 * </pre>
 *
 * The state, each use and the target of a recovery are written last, with release order. Until the agent has started, the launcher's
 * thread writes state, heartbeat and recovery; from then on the agent's writes every field, with ordered stores.
 */
final class MarkLayout {
    static final int LENGTH = 8_192;
    static final long MAGIC = 0x4B52414D4B425453L;
    static final int LAYOUT_VERSION = 2;

    static final int MAGIC_OFFSET = 0;
    static final int LAYOUT_VERSION_OFFSET = 8;
    static final int STATE_OFFSET = 12;
    static final int PID_OFFSET = 16;
    static final int START_OFFSET = 24;
    static final int HEARTBEAT_OFFSET = 32;

    static final int COUNTERS_OFFSET = 64;
    static final int COUNTER_WORK = 0;
    static final int COUNTER_ERRORS = 1;
    static final int COUNTER_PAGES = 2;
    static final int COUNTER_FAULTS = 3;
    static final int COUNTER_DISK_FREE = 5;

    static final int ROLE_OFFSET = 192;
    static final int VERSION_OFFSET = 256;
    static final int BOOT_ID_OFFSET = 320;
    static final int TEXT_LENGTH = 64;

    static final int RECOVERY_POSITION_OFFSET = 384;
    static final int RECOVERY_TARGET_OFFSET = 392;
    static final int RECOVERY_QUEUE_OFFSET = 400;
    static final int RECOVERY_QUEUE_LENGTH = 48;

    static final int CYCLES_OFFSET = 512;
    static final int CYCLES_ALL = 0;
    static final int CYCLES_STALLS = 1;
    static final int CYCLES_THRESHOLD_NS = 2;
    static final int CYCLES_MAX_NS = 3;
    static final int CYCLES_MAX_AT_MS = 4;
    static final int CYCLES_START_MAX_NS = 5;
    static final int CYCLES_BUCKETS = 6;

    static final int POSITIONS_OFFSET = 1_024;
    static final int POSITION_LENGTH = 64;
    static final int NAMED_COUNTERS_OFFSET = 4_096;
    static final int MAX_POSITIONS = (NAMED_COUNTERS_OFFSET - POSITIONS_OFFSET) / POSITION_LENGTH;
    static final int SEQUENCE_OFFSET = 0;
    static final int USE_OFFSET = 8;
    static final int QUEUE_OFFSET = 12;
    static final int QUEUE_LENGTH = POSITION_LENGTH - QUEUE_OFFSET;

    static final int USE_NONE = 0;
    static final int USE_READ = 1;
    static final int USE_WRITE = 2;

    static final int NAMED_COUNTER_LENGTH = 64;
    static final int MAX_NAMED_COUNTERS = (LENGTH - NAMED_COUNTERS_OFFSET) / NAMED_COUNTER_LENGTH;
    static final int NAME_OFFSET = 8;
    static final int NAME_LENGTH = NAMED_COUNTER_LENGTH - NAME_OFFSET;

    private MarkLayout() {}

    static int counter(final int index) {
        return COUNTERS_OFFSET + index * Long.BYTES;
    }

    static int dutyCycles(final int index) {
        return CYCLES_OFFSET + index * Long.BYTES;
    }

    static int namedCounter(final int index) {
        return NAMED_COUNTERS_OFFSET + index * NAMED_COUNTER_LENGTH;
    }

    static int position(final int index) {
        return POSITIONS_OFFSET + index * POSITION_LENGTH;
    }

    static void putText(final UnsafeBuffer buffer, final int offset, final int room, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        final int length = Math.min(bytes.length, room - Integer.BYTES);
        buffer.putInt(offset, length);
        buffer.putBytes(offset + Integer.BYTES, bytes, 0, length);
    }

    static String getText(final UnsafeBuffer buffer, final int offset, final int room) {
        final int length = Math.min(Math.max(buffer.getInt(offset), 0), room - Integer.BYTES);
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset + Integer.BYTES, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
