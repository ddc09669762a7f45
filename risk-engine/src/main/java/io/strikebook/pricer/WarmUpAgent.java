package io.strikebook.pricer;

import com.sun.management.ThreadMXBean;
import io.strikebook.pricing.batch.BatchPricer;
import io.strikebook.pricing.batch.OptionColumns;
import io.strikebook.pricing.scenario.RiskArrayEngine;
import io.strikebook.pricing.scenario.ScenarioGrid;
import io.strikebook.pricing.scenario.VolatilityShock;
import io.strikebook.pricing.surface.OptionChain;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the JVM compile what prices with vectors, on a thread of its own and with an eye on who else needs the CPU: until it is compiled, a vector
 * is an object, slower than one option after the other and garbage. {@link #isDone()} once a made chain goes through without a byte, again and
 * again; the pricer then takes the vectors over, which changes no bit of its results.
 */
public final class WarmUpAgent implements Runnable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int EXPIRIES = 4;
    private static final int STRIKES = 40;
    private static final int OPTIONS = EXPIRIES * STRIKES * 2;
    private static final int CLEAN_RUNS = 100;
    private static final int MOST_RUNS = 200_000;
    /** Of the time of one CPU it takes one part in so many. */
    private static final int SHARE = 4;

    private final BatchPricer vectors;
    private final OptionColumns options = new OptionColumns(OPTIONS);
    private final int[] expiry = new int[OPTIONS];
    private final double[] years = new double[EXPIRIES];
    private final double[] forwards = new double[EXPIRIES];
    private final double[] prices = new double[OPTIONS];
    private final double[] bids = new double[OPTIONS];
    private final double[] asks = new double[OPTIONS];
    private final boolean[] inverse = new boolean[OPTIONS];
    private final ScenarioGrid grid = ScenarioGrid.deribit(0.16, 1);
    private final double[] arrays = new double[OPTIONS * grid.size()];
    private final OptionChain chain;
    private final RiskArrayEngine engine;
    private volatile boolean done;
    private volatile boolean stopped;

    /** A chain of its own for a way of pricing that nobody else uses. */
    public WarmUpAgent(final BatchPricer vectors) {
        this.vectors = vectors;
        Arrays.fill(inverse, true);
        for (int i = 0; i < OPTIONS; i++) {
            expiry[i] = i / (2 * STRIKES);
            years[expiry[i]] = 0.02 * (1 << 2 * expiry[i]);
            forwards[expiry[i]] = 100;
            final double strike = 60 + 2 * (i % (2 * STRIKES) / 2);
            options.add(i % 2 == 0, 100, strike, years[expiry[i]], 0.6 + 2e-5 * (strike - 100) * (strike - 100));
        }
        chain = new OptionChain(EXPIRIES, expiry, options.strike, options.call, true, vectors);
        engine = new RiskArrayEngine(grid, new VolatilityShock(0.5, 0.25, 0.3, 0.13, 0.5), vectors);
    }

    /** Whether the vectors are compiled; they may be used then. */
    public boolean isDone() {
        return done;
    }

    /** Ends early. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        int clean = 0;
        for (int run = 0; run < MOST_RUNS && clean < CLEAN_RUNS && !stopped; run++) {
            quote(run);
            final long startNs = System.nanoTime();
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            chain.tick(years, forwards, bids, asks, run % 10 != 0);
            engine.compute(chain.options(), inverse, arrays);
            clean = THREADS.getCurrentThreadAllocatedBytes() == before ? clean + 1 : 0;
            LockSupport.parkNanos((System.nanoTime() - startNs) * (SHARE - 1));
        }
        done = clean == CLEAN_RUNS;
    }

    private void quote(final int run) {
        final double forward = 100 + 0.01 * (run % 7);
        Arrays.fill(forwards, forward);
        Arrays.fill(options.forward, forward);
        vectors.price(options, prices);
        for (int i = 0; i < OPTIONS; i++) {
            bids[i] = prices[i] / forward * 0.99;
            asks[i] = prices[i] / forward * 1.01;
        }
    }
}
