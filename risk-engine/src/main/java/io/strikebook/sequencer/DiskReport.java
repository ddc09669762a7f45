package io.strikebook.sequencer;

import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.process.DiskWatch;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the sequencer sequences of the disk, told to the operator too: an entry in the error log when the disk becomes low, and a line
 * when it no longer is. On the agent's thread; allocates only when that changes.
 */
final class DiskReport {
    private final BooleanSupplier low;
    private final LongSupplier free;
    private final long minimumBytes;
    private final Consumer<Throwable> errors;
    private final PrintStream out;
    private boolean wasLow;

    DiskReport(final DiskWatch disk, final Consumer<Throwable> errors, final PrintStream out) {
        this(disk::isLow, disk::freeBytes, disk.minimumFreeBytes(), errors, out);
    }

    DiskReport(
            final BooleanSupplier low,
            final LongSupplier free,
            final long minimumBytes,
            final Consumer<Throwable> errors,
            final PrintStream out) {
        this.low = low;
        this.free = free;
        this.minimumBytes = minimumBytes;
        this.errors = errors;
        this.out = out;
    }

    /** Whether the disk is low now. */
    boolean isLow() {
        final boolean isLow = low.getAsBoolean();
        if (isLow != wasLow) {
            wasLow = isLow;
            if (isLow) {
                errors.accept(
                        new HomeException(
                                "disk low: " + free.getAsLong() + " bytes free, less than " + minimumBytes
                                        + " (disk.minimumFreeMb); new orders are refused with DISK_LOW, cancels work; free some space"));
            } else {
                out.println("# risk: disk no longer low: " + free.getAsLong() + " bytes free; orders are taken again");
                out.flush();
            }
        }
        return isLow;
    }

    /** Free bytes at the last look. */
    long freeBytes() {
        return free.getAsLong();
    }
}
