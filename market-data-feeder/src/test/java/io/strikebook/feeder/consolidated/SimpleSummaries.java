package io.strikebook.feeder.consolidated;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.feeder.BookLevels;
import io.strikebook.schemas.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The slow obvious twin: maps of everything, merged from the beginning each time. */
final class SimpleSummaries {
    private static final class Book {
        private final String venue;
        private final InstrumentTerms terms;
        private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private boolean complete;
        private boolean doubtful;
        private long heardNs;

        private Book(final String venue, final InstrumentTerms terms) {
            this.venue = venue;
            this.terms = terms;
        }

        private boolean isUsable(final long heardSinceNs) {
            return heardNs >= heardSinceNs
                    && complete
                    && !doubtful
                    && (bids.isEmpty() || asks.isEmpty() || bids.firstKey() < asks.firstKey());
        }
    }

    private record Trade(int instrument, long timeNs, long priceE8, long quantityE8) {}

    private final Map<Integer, Book> books = new LinkedHashMap<>();
    private final List<Trade> trades = new ArrayList<>();

    void onInstrument(final int instrument, final String venue, final InstrumentTerms terms) {
        books.putIfAbsent(instrument, new Book(venue, terms));
    }

    void onBook(final int instrument, final boolean snapshot, final boolean doubtful, final BookLevels levels) {
        final Book book = books.get(instrument);
        if (snapshot) {
            book.bids.clear();
            book.asks.clear();
            book.complete = true;
        }
        for (int i = 0; i < levels.size(); i++) {
            final Map<Long, Long> side = levels.side(i) == Side.BUY ? book.bids : book.asks;
            if (levels.quantityE8(i) == 0) {
                side.remove(levels.priceE8(i));
            } else {
                side.put(levels.priceE8(i), levels.quantityE8(i));
            }
        }
        book.doubtful = doubtful;
    }

    void onGap(final int instrument) {
        books.forEach((id, book) -> {
            if (instrument == 0 || instrument == id) {
                book.bids.clear();
                book.asks.clear();
                book.complete = false;
            }
        });
    }

    void onHeard(final int instrument, final long timeNs) {
        if (books.containsKey(instrument)) {
            books.get(instrument).heardNs = timeNs;
        }
    }

    void onTrade(final int instrument, final long timeNs, final long priceE8, final long quantityE8) {
        trades.add(new Trade(instrument, timeNs, priceE8, quantityE8));
    }

    /** The merged levels of all books like this instrument's. */
    String merged(final int instrument, final int depth, final long heardSinceNs) {
        final InstrumentTerms terms = books.get(instrument).terms;
        final Map<Boolean, TreeMap<Long, Long>> sums = new HashMap<>();
        final Map<String, Set<String>> venues = new HashMap<>();
        sums.put(true, new TreeMap<>(Comparator.reverseOrder()));
        sums.put(false, new TreeMap<>());
        for (final Book book : books.values()) {
            final boolean alike = book.terms.underlying().equals(terms.underlying())
                    && book.terms.kind() == terms.kind()
                    && book.terms.style() == terms.style()
                    && book.terms.expiryNs() == terms.expiryNs();
            if (alike && book.isUsable(heardSinceNs)) {
                final BigDecimal unit = BigDecimal.valueOf(QuantityUnits.perQuantityE8(book.venue, book.terms), 8);
                sum(true, book.bids, book.venue, unit, sums, venues);
                sum(false, book.asks, book.venue, unit, sums, venues);
            }
        }
        final StringBuilder text = new StringBuilder();
        for (final boolean bid : new boolean[] {true, false}) {
            sums.get(bid).entrySet().stream()
                    .limit(depth)
                    .forEach(level -> text.append(bid ? "B" : "S")
                            .append(level.getValue())
                            .append('@')
                            .append(level.getKey())
                            .append('x')
                            .append(venues.get(bid + "@" + level.getKey()).size())
                            .append(' '));
        }
        return text.toString();
    }

    private static void sum(
            final boolean bid,
            final Map<Long, Long> side,
            final String venue,
            final BigDecimal unit,
            final Map<Boolean, TreeMap<Long, Long>> sums,
            final Map<String, Set<String>> venues) {
        side.forEach((price, quantity) -> {
            sums.get(bid)
                    .merge(
                            price,
                            BigDecimal.valueOf(quantity)
                                    .multiply(unit)
                                    .toBigInteger()
                                    .longValueExact(),
                            Long::sum);
            venues.computeIfAbsent(bid + "@" + price, key -> new HashSet<>()).add(venue);
        });
    }

    /** Statistics of an instrument on the day of its last trade. */
    String statistics(final int instrument) {
        final List<Trade> own =
                trades.stream().filter(trade -> trade.instrument == instrument).toList();
        final long day = own.get(own.size() - 1).timeNs / 86_400_000_000_000L;
        // time never decreases, so the day's trades are the last ones
        final List<Trade> today = own.stream()
                .filter(trade -> trade.timeNs / 86_400_000_000_000L == day)
                .toList();
        BigInteger value = BigInteger.ZERO;
        long volume = 0;
        for (final Trade trade : today) {
            value = value.add(BigInteger.valueOf(trade.priceE8).multiply(BigInteger.valueOf(trade.quantityE8)));
            volume += trade.quantityE8;
        }
        final long average = new BigDecimal(value)
                .divide(BigDecimal.valueOf(volume), 0, RoundingMode.HALF_UP)
                .longValueExact();
        return day * 86_400_000_000_000L + " last " + today.get(today.size() - 1).priceE8
                + " high " + today.stream().mapToLong(Trade::priceE8).max().getAsLong()
                + " low " + today.stream().mapToLong(Trade::priceE8).min().getAsLong()
                + " average " + average + " volume " + volume + " trades " + today.size();
    }
}
