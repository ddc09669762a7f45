package io.strikebook.ipc.process;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process or thread brings about and only its files show. */
final class Await {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(100);
    private static final long LOOK_INTERVAL_NS = 5_000_000L;

    private Await() {}

    /**
     * Looks again and again until something is found.
     *
     * @param hopeless whether nobody is left who could bring it about; then, at the deadline, or interrupted, this fails
     * @param told     what a failure says
     */
    static <T> T found(final Supplier<Optional<T>> look, final BooleanSupplier hopeless, final Supplier<String> told) {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (true) {
            final boolean last = hopeless.getAsBoolean()
                    || Thread.currentThread().isInterrupted()
                    || System.nanoTime() - deadlineNs >= 0;
            final Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (last) {
                throw new AssertionError("waited in vain: " + told.get());
            }
            LockSupport.parkNanos(LOOK_INTERVAL_NS);
        }
    }

    /** The same for a condition. */
    static void until(final BooleanSupplier condition, final BooleanSupplier hopeless, final Supplier<String> told) {
        found(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(), hopeless, told);
    }
}
