package io.strikebook.pricing.surface;

import io.strikebook.pricing.RecordedChains;
import io.strikebook.pricing.RecordedChains.Option;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One currency's options of a recorded poll as arrays, by expiry and strike. A poll takes seconds in which forwards move, so options of one
 * expiry come with forwards of their own: the expiry's forward is taken as their median, and each strike is scaled by as much as the
 * option's own forward is away from it, which leaves the log-moneyness that the quote was made for.
 */
final class PolledChain {
    final String name;
    final List<Option> options;
    final String[] expiries;
    final double[] years;
    final double[] forwards;
    final int[] expiry;
    final double[] strike;
    final boolean[] call;
    final double[] bid;
    final double[] ask;

    private PolledChain(final String name, final List<Option> options) {
        this.name = name;
        this.options = options;
        expiries = options.stream().map(Option::expiry).distinct().sorted().toArray(String[]::new);
        final int size = options.size();
        years = new double[expiries.length];
        forwards = new double[expiries.length];
        expiry = new int[size];
        strike = new double[size];
        call = new boolean[size];
        bid = new double[size];
        ask = new double[size];
        for (int e = 0; e < expiries.length; e++) {
            final String at = expiries[e];
            final List<Option> ofExpiry =
                    options.stream().filter(o -> o.expiry().equals(at)).toList();
            years[e] = median(ofExpiry.stream().mapToDouble(Option::years).toArray());
            forwards[e] = median(ofExpiry.stream().mapToDouble(Option::forward).toArray());
        }
        for (int i = 0; i < size; i++) {
            final Option option = options.get(i);
            expiry[i] = Arrays.binarySearch(expiries, option.expiry());
            strike[i] = option.strike() * forwards[expiry[i]] / option.forward();
            call[i] = option.call();
            bid[i] = option.bid();
            ask[i] = option.ask();
        }
    }

    /** The chains of both currencies of a poll, Bitcoin first. */
    static List<PolledChain> read(final Path poll) throws IOException {
        final List<Option> all = RecordedChains.read(poll);
        return List.of(of("BTC", poll, all), of("ETH", poll, all));
    }

    private static PolledChain of(final String currency, final Path poll, final List<Option> all) {
        final List<Option> options = all.stream()
                .filter(option -> option.currency().equals(currency))
                .sorted(Comparator.comparing(Option::expiry)
                        .thenComparingDouble(Option::strike)
                        .thenComparing(Option::call))
                .toList();
        return new PolledChain(currency + " " + RecordedChains.time(poll), options);
    }

    private static double median(final double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
