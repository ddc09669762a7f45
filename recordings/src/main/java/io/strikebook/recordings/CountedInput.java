package io.strikebook.recordings;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read of a file. */
final class CountedInput extends FilterInputStream {
    private long bytes;

    CountedInput(final InputStream in) {
        super(in);
    }

    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        final int read = super.read();
        bytes += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(final byte[] target, final int offset, final int length) throws IOException {
        final int read = super.read(target, offset, length);
        bytes += Math.max(0, read);
        return read;
    }
}
