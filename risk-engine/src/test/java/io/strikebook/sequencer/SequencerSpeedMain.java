package io.strikebook.sequencer;

import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.CancelOrderDecoder;
import io.strikebook.schemas.NewDetailedOrderDecoder;
import io.strikebook.schemas.NewOrderDecoder;
import io.strikebook.schemas.ReplaceOrderDecoder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * How long a decision takes, encoding and applying included, in the {@link BusyVenue}: a table, not a test. Arguments: steps (default
 * 3,000,000), and anything else for a venue with every limit that there is. The time of one {@code System.nanoTime} call is part of every number and printed beside them.
 */
public final class SequencerSpeedMain {
    private static final int BUCKETS = 20_000;
    private static final int BUCKET_NS = 10;
    private static final int WARM_UP = 300_000;

    private final int[][] histograms = new int[NewDetailedOrderDecoder.TEMPLATE_ID + 1][BUCKETS];
    private boolean measuring;

    private SequencerSpeedMain() {}

    /** Runs and prints. */
    public static void main(final String[] args) {
        new SequencerSpeedMain().run(args.length > 0 ? Integer.parseInt(args[0]) : 3_000_000, args.length > 1);
    }

    private void run(final int steps, final boolean limited) {
        final VenueParameters parameters = limited ? BusyVenue.limited() : VenueParameters.defaults();
        final BusyVenue venue = new BusyVenue(parameters, 11, this::decided);
        if (limited) {
            venue.limitGreeks();
        }
        for (int i = 0; i < WARM_UP; i++) {
            venue.step();
        }
        measuring = true;
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        final long startCpuNs = threads.getCurrentThreadCpuTime();
        final long startNs = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            venue.step();
        }
        final long elapsedNs = System.nanoTime() - startNs;
        final long cpuNs = threads.getCurrentThreadCpuTime() - startCpuNs;
        System.out.printf(
                "accepted %.2f %% of %d; whole loop, answers included: %d ns per step, %d of CPU time%n",
                100.0 * venue.accepted() / venue.decided(), venue.decided(), elapsedNs / steps, cpuNs / steps);
        System.out.printf("%-8s %10s %7s %7s %7s %7s %7s%n", "request", "count", "p10", "p50", "p90", "p99", "p99.9");
        print("new", NewOrderDecoder.TEMPLATE_ID);
        print("detailed", NewDetailedOrderDecoder.TEMPLATE_ID);
        print("cancel", CancelOrderDecoder.TEMPLATE_ID);
        print("replace", ReplaceOrderDecoder.TEMPLATE_ID);
        System.out.println("clock    " + clockNs() + " ns between two calls");
    }

    private void decided(final int template, final boolean accepted, final long elapsedNs) {
        if (measuring && accepted) {
            histograms[template][(int) Math.min(BUCKETS - 1, elapsedNs / BUCKET_NS)]++;
        }
    }

    private void print(final String name, final int template) {
        final int[] histogram = histograms[template];
        final long count = Arrays.stream(histogram).asLongStream().sum();
        System.out.printf(
                "%-8s %10d %7d %7d %7d %7d %7d%n",
                name,
                count,
                at(histogram, count, 0.1),
                at(histogram, count, 0.5),
                at(histogram, count, 0.9),
                at(histogram, count, 0.99),
                at(histogram, count, 0.999));
    }

    private static long at(final int[] histogram, final long count, final double quantile) {
        long left = (long) (count * quantile);
        for (int i = 0; i < histogram.length; i++) {
            left -= histogram[i];
            if (left < 0) {
                return (long) i * BUCKET_NS;
            }
        }
        return (long) histogram.length * BUCKET_NS;
    }

    /** Median of what two calls one after the other are apart. */
    private static long clockNs() {
        final long[] apart = new long[100_000];
        for (int i = 0; i < apart.length; i++) {
            final long startNs = System.nanoTime();
            apart[i] = System.nanoTime() - startNs;
        }
        Arrays.sort(apart);
        return apart[apart.length / 2];
    }
}
