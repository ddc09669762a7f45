package io.strikebook.runner.crash;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Underlying;
import io.strikebook.schemas.OptionType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The part of recorded chains that is played: each underlying's perpetual, and options of a few expiries and strikes around the first
 * price. Of each poll it has the index, what the perpetual and the forwards are to it as ratios, volatilities of the marks and half of what
 * lay between bid and offer. What a poll does not have of an option is that of the poll before.
 */
public final class RecordedMarket {
    private static final double E8 = 1e8;
    private static final double NS_PER_DAY = 86_400e9;
    private static final double NS_PER_YEAR = 365 * NS_PER_DAY;

    /** Days to expiry that options are chosen by: the next day's, the next week's, the month's, the next month's. */
    private static final double[] DAYS = {1, 8, 29, 57};

    private static final double[] PUTS = {0.65, 0.70, 0.75, 0.80, 0.85, 0.90, 0.95};
    private static final double[] CALLS = {0.90, 0.95, 1.00, 1.05, 1.10, 1.20};

    /** Half of bid and offer where a side is missing: of the venue's usual spreads, coins. */
    private static final double USUAL_HALF_SPREAD = 0.0005;

    private final List<ChainPoll> polls;
    private final int underlyings;
    private final List<InstrumentTerms> options = new ArrayList<>();
    private final List<Integer> underlyingIds = new ArrayList<>();
    private final double[][] forwardRatios;
    private final double[][] volatilities;
    private final double[][] halfSpreads;
    private final double[][] shortVolatilities;

    private RecordedMarket(final List<ChainPoll> polls, final List<Underlying> venue) {
        this.polls = polls;
        this.underlyings = venue.size();
        for (final Underlying underlying : venue) {
            choose(underlying);
        }
        forwardRatios = new double[polls.size()][options.size()];
        volatilities = new double[polls.size()][options.size()];
        halfSpreads = new double[polls.size()][options.size()];
        for (int option = 0; option < options.size(); option++) {
            fill(option);
        }
        shortVolatilities = new double[polls.size()][underlyings + 1];
        for (int poll = 0; poll < polls.size(); poll++) {
            for (final Underlying underlying : venue) {
                shortVolatilities[poll][underlying.underlyingId()] = shortVolatility(polls.get(poll), underlying);
            }
        }
    }

    /**
     * Reads polls between two times.
     *
     * @param chains     files, or directories of them
     * @param perpetuals file with marks of perpetuals
     */
    public static RecordedMarket read(
            final Path chains,
            final Path perpetuals,
            final List<Underlying> underlyings,
            final long fromNs,
            final long toNs) {
        final List<ChainPoll> polls = PollReader.read(chains, perpetuals, underlyings, fromNs, toNs);
        if (polls.size() < 2) {
            throw new IllegalArgumentException(polls.size() + " polls between these times, two are needed");
        }
        return new RecordedMarket(polls, underlyings);
    }

    private void choose(final Underlying underlying) {
        final ChainPoll first = polls.get(0);
        final List<InstrumentTerms> listed = first.options().values().stream()
                .map(ChainPoll.Quoted::terms)
                .filter(terms -> terms.underlying().equals(underlying.code()))
                .toList();
        final TreeSet<Long> expiries = new TreeSet<>();
        for (final double days : DAYS) {
            final long wantedNs = first.timeNs() + (long) (days * NS_PER_DAY);
            listed.stream()
                    .map(InstrumentTerms::expiryNs)
                    .min(Comparator.comparingLong(expiryNs -> Math.abs(expiryNs - wantedNs)))
                    .ifPresent(expiries::add);
        }
        final double index = first.indexes()[underlying.underlyingId()];
        for (final long expiryNs : expiries) {
            choose(underlying, listed, expiryNs, OptionType.PUT, PUTS, index);
            choose(underlying, listed, expiryNs, OptionType.CALL, CALLS, index);
        }
    }

    private void choose(
            final Underlying underlying,
            final List<InstrumentTerms> listed,
            final long expiryNs,
            final OptionType type,
            final double[] moneyness,
            final double index) {
        for (final double wanted : moneyness) {
            listed.stream()
                    .filter(terms -> terms.expiryNs() == expiryNs && terms.optionType() == type)
                    .min(Comparator.comparingDouble(terms -> Math.abs(terms.strikeE8() / E8 / index - wanted)))
                    .filter(terms -> !options.contains(terms))
                    .ifPresent(terms -> {
                        options.add(terms);
                        underlyingIds.add(underlying.underlyingId());
                    });
        }
    }

    private void fill(final int option) {
        final String symbol = options.get(option).symbol();
        ChainPoll.Quoted last = null;
        for (int poll = 0; poll < polls.size(); poll++) {
            final ChainPoll at = polls.get(poll);
            final ChainPoll.Quoted quoted = at.options().get(symbol);
            if (quoted == null) {
                forwardRatios[poll][option] = forwardRatios[poll - 1][option];
            } else {
                forwardRatios[poll][option] = quoted.forward() / at.indexes()[underlyingIds.get(option)];
            }
            last = Objects.requireNonNullElse(quoted, last);
            volatilities[poll][option] = last.volatility();
            final double half = (last.ask() - last.bid()) / 2;
            halfSpreads[poll][option] = half > 0 ? half : USUAL_HALF_SPREAD;
        }
    }

    /** How many polls there are. */
    public int polls() {
        return polls.size();
    }

    /** How many underlyings the venue has. */
    int underlyings() {
        return underlyings;
    }

    /** Options that are played, each underlying's together, each expiry's together. */
    public List<InstrumentTerms> options() {
        return options;
    }

    int underlyingId(final int option) {
        return underlyingIds.get(option);
    }

    /** When a poll was. */
    public long timeNs(final int poll) {
        return polls.get(poll).timeNs();
    }

    /** Price of an underlying, dollars. */
    public double index(final int poll, final int underlyingId) {
        return polls.get(poll).indexes()[underlyingId];
    }

    /** The perpetual's mark as a ratio of the index. */
    double perpetualRatio(final int poll, final int underlyingId) {
        final double mark = polls.get(poll).perpetuals()[underlyingId];
        return mark > 0 ? mark / index(poll, underlyingId) : 1;
    }

    /** The forward of an option's expiry as a ratio of the index. */
    double forwardRatio(final int poll, final int option) {
        return forwardRatios[poll][option];
    }

    double volatility(final int poll, final int option) {
        return volatilities[poll][option];
    }

    /** Half of what lies between bid and offer, coins. */
    double halfSpread(final int poll, final int option) {
        return halfSpreads[poll][option];
    }

    private static double shortVolatility(final ChainPoll at, final Underlying underlying) {
        final double index = at.indexes()[underlying.underlyingId()];
        return at.options().values().stream()
                .filter(quoted -> quoted.terms().underlying().equals(underlying.code()))
                .filter(quoted -> quoted.terms().expiryNs() > at.timeNs() + NS_PER_DAY)
                .min(Comparator.<ChainPoll.Quoted>comparingLong(
                                quoted -> quoted.terms().expiryNs())
                        .thenComparingDouble(quoted -> Math.abs(quoted.terms().strikeE8() / E8 / index - 1)))
                .orElseThrow()
                .volatility();
    }

    /** Implied volatility at the money, of the nearest expiry that has a day and more before its end. */
    double shortVolatility(final int poll, final int underlyingId) {
        return shortVolatilities[poll][underlyingId];
    }

    /** Correlation of two underlyings' moves from poll to poll, each in units of what its volatility expects. */
    double correlation(final int one, final int other) {
        double product = 0;
        double squareOfOne = 0;
        double squareOfOther = 0;
        for (int poll = 1; poll < polls.size(); poll++) {
            final double years = (timeNs(poll) - timeNs(poll - 1)) / NS_PER_YEAR;
            final double a = Math.log(index(poll, one) / index(poll - 1, one)) / Math.sqrt(years);
            final double b = Math.log(index(poll, other) / index(poll - 1, other)) / Math.sqrt(years);
            product += a * b;
            squareOfOne += a * a;
            squareOfOther += b * b;
        }
        return product / Math.sqrt(squareOfOne * squareOfOther);
    }
}
