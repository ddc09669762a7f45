package io.strikebook.ipc.sync;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes files durable, whoever wrote to them. */
@FunctionalInterface
public interface Disk {
    /**
     * The operating system's. The file is opened to read only, which {@code fdatasync} does not mind: it writes back every dirty page of
     * the file, those that other processes wrote through a mapping included. On Linux that is what {@code msync(MS_SYNC)} does too, over a
     * range: both end in {@code vfs_fsync_range}, and finding a page to write takes the write permission from every mapping of it.
     */
    Disk SYSTEM = SystemFile::open;

    /**
     * Opens a file or a folder. The kernel tells each open file once of a page that it could not write, and may not tell those opened
     * later: so whoever counts on a file keeps it open from before.
     */
    OpenFile open(Path path) throws IOException;

    /** A file or folder that is open. */
    interface OpenFile extends Closeable {
        /**
         * Returns once everything that was written before the call is on the disk, as far as the device tells the truth. A failure means
         * that pages may be lost for good, though they can still be read; another call that succeeds does not bring them back.
         */
        void force() throws IOException;
    }

    /** A file of the operating system. */
    record SystemFile(FileChannel channel, boolean folder) implements OpenFile {
        static SystemFile open(final Path path) throws IOException {
            return new SystemFile(FileChannel.open(path, StandardOpenOption.READ), Files.isDirectory(path));
        }

        @Override
        public void force() throws IOException {
            channel.force(folder);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
