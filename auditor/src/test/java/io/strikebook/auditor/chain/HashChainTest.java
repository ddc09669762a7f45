package io.strikebook.auditor.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/** Links against one hash over everything put together. */
final class HashChainTest {
    private static final byte[] ROOT = new byte[32];

    static {
        new Random(1).nextBytes(ROOT);
    }

    @Property(tries = 40)
    void linkIsTheHashOfAllThatBelongsToIt(@ForAll final long seed) throws Exception {
        final Random random = new Random(seed);
        final HashChain chain = new HashChain();
        chain.resume(HashChain.origin("a home"));
        byte[] before = HashChain.origin("a home");
        long from = 1;
        for (int link = 0; link < 5; link++) {
            final List<byte[]> frames = frames(random);
            frames.forEach(frame -> chain.put(new UnsafeBuffer(frame), 0, frame.length));
            final byte[] root = random.nextBoolean() ? ROOT : HashChain.NO_ROOT;
            final long to = from + random.nextInt(100);
            chain.end(root, from, to);
            before = twin(before, frames, root, from, to);
            assertThat(chain.link()).isEqualTo(before);
            from = to + 1;
        }
    }

    /** Some as long as a frame can be, so that what is collected overflows. */
    private static List<byte[]> frames(final Random random) {
        final List<byte[]> frames = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            final byte[] frame = new byte[random.nextInt(20) == 0 ? 60 * 1_024 : 32 + 4 * random.nextInt(100)];
            random.nextBytes(frame);
            frames.add(frame);
        }
        return frames;
    }

    private static byte[] twin(
            final byte[] before, final List<byte[]> frames, final byte[] root, final long from, final long to)
            throws IOException, NoSuchAlgorithmException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(bytes);
        out.write(before);
        for (final byte[] frame : frames) {
            out.write(frame);
        }
        out.write(root);
        out.writeLong(from);
        out.writeLong(to);
        out.writeLong(frames.size());
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }

    @Property(tries = 40)
    void whatWasPutBeforeAResumeIsForgotten(@ForAll final long seed) {
        final Random random = new Random(seed);
        final HashChain chain = new HashChain();
        final HashChain other = new HashChain();
        final byte[] link = new byte[32];
        random.nextBytes(link);
        frames(random).forEach(frame -> chain.put(new UnsafeBuffer(frame), 0, frame.length));
        chain.resume(link);
        other.resume(link);
        chain.end(ROOT, 1, 2);
        other.end(ROOT, 1, 2);
        assertThat(chain.link()).isEqualTo(other.link());
    }
}
