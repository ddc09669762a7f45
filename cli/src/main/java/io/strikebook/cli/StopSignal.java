package io.strikebook.cli;

import java.util.concurrent.CountDownLatch;

/**
 * SIGINT and SIGTERM as a question to ask: a loop that ends because of one is a clean end. The JVM would exit with the
 * signal's own code, so its hook waits for the loop and halts with 0.
 */
public final class StopSignal implements AutoCloseable {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onSignal, "cli-stop");
    private volatile boolean stopped;

    /** Listens from now on. */
    public StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether one came. */
    public boolean isStopped() {
        return stopped;
    }

    private void onSignal() {
        stopped = true;
        try {
            ended.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(0);
    }

    /** The loop has ended and everything was printed. */
    @Override
    public void close() {
        ended.countDown();
        if (!stopped) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (final IllegalStateException shuttingDown) {
                stopped = true;
            }
        }
    }
}
