package io.strikebook.cli.admin;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A combination that could be listed.
 *
 * @param ratios by instrument
 */
record Spread(String symbol, long tickSizeE8, SortedMap<Integer, Integer> ratios) {
    private static final int MAX_SYMBOL = 32;

    /** The spreads of each underlying that are not listed yet. */
    static List<Spread> of(final Collection<Instrument> listed) {
        final List<Spread> spreads = new ArrayList<>();
        final SortedMap<Integer, List<Instrument>> byUnderlying = listed.stream()
                .filter(instrument -> !instrument.isCombo())
                .collect(Collectors.groupingBy(Instrument::underlyingId, TreeMap::new, Collectors.toList()));
        for (final List<Instrument> instruments : byUnderlying.values()) {
            ofFutures(instruments, spreads);
            ofOptions(instruments, spreads);
        }
        spreads.removeIf(spread -> !spread.isPossible(listed) || spread.isListed(listed));
        return spreads;
    }

    private static void ofFutures(final List<Instrument> instruments, final List<Spread> spreads) {
        final List<Instrument> perpetuals = of(instruments, InstrumentKind.PERPETUAL, any -> true);
        final List<Instrument> futures = of(instruments, InstrumentKind.FUTURE, any -> true);
        if (!perpetuals.isEmpty() && !futures.isEmpty()) {
            final Instrument future = futures.get(0);
            spreads.add(spread(code(future) + "-FS-" + date(future) + "_PERP", perpetuals.get(0), future, -1));
        }
    }

    private static void ofOptions(final List<Instrument> instruments, final List<Spread> spreads) {
        final List<Instrument> calls = firstToEnd(instruments, OptionType.CALL);
        final List<Instrument> puts = firstToEnd(instruments, OptionType.PUT);
        final int middle = calls.size() / 2;
        if (calls.size() < 2) {
            return;
        }
        final Instrument call = calls.get(middle - 1);
        final Instrument above = calls.get(middle);
        spreads.add(
                spread(code(call) + "-CS-" + date(call) + "-" + strike(call) + "_" + strike(above), call, above, -1));
        puts.stream()
                .filter(put -> put.terms().strikeE8() == above.terms().strikeE8())
                .findFirst()
                .ifPresent(put ->
                        spreads.add(spread(code(put) + "-STRD-" + date(put) + "-" + strike(put), above, put, 1)));
    }

    private static List<Instrument> firstToEnd(final List<Instrument> instruments, final OptionType type) {
        final List<Instrument> options =
                of(instruments, InstrumentKind.OPTION, option -> option.terms().optionType() == type);
        return options.stream()
                .filter(option ->
                        option.terms().expiryNs() == options.get(0).terms().expiryNs())
                .sorted(Comparator.comparingLong(option -> option.terms().strikeE8()))
                .toList();
    }

    /** The first to end first, those that end together by their ids. */
    private static List<Instrument> of(
            final List<Instrument> instruments, final InstrumentKind kind, final Predicate<Instrument> which) {
        return instruments.stream()
                .filter(instrument -> instrument.terms().kind() == kind && which.test(instrument))
                .sorted(Comparator.comparingLong(
                        instrument -> instrument.terms().expiryNs()))
                .toList();
    }

    /** Of the leg with the lower id the buyer buys one. */
    private static Spread spread(
            final String symbol, final Instrument one, final Instrument other, final int ratioOfOther) {
        final SortedMap<Integer, Integer> ratios = new TreeMap<>();
        ratios.put(Math.min(one.instrumentId(), other.instrumentId()), 1);
        ratios.put(Math.max(one.instrumentId(), other.instrumentId()), ratioOfOther);
        return new Spread(
                symbol.substring(0, Math.min(symbol.length(), MAX_SYMBOL)),
                Math.min(one.tickSizeE8(), other.tickSizeE8()),
                ratios);
    }

    private static String code(final Instrument instrument) {
        return instrument.terms().symbol().split("-")[0];
    }

    private static String date(final Instrument instrument) {
        final String[] words = instrument.terms().symbol().split("-");
        return words.length > 1 ? words[1] : "" + instrument.instrumentId();
    }

    private static long strike(final Instrument option) {
        return option.terms().strikeE8() / 100_000_000L;
    }

    private ComboLegs legs(final Collection<Instrument> listed) {
        final TreeMap<Integer, Instrument> byId = new TreeMap<>();
        listed.forEach(instrument -> byId.put(instrument.instrumentId(), instrument));
        return ComboCodec.of(
                ratios.keySet().stream().mapToInt(Integer::intValue).toArray(),
                ratios.values().stream().mapToInt(Integer::intValue).toArray(),
                ratios.size(),
                byId::get);
    }

    private boolean isPossible(final Collection<Instrument> listed) {
        return legs(listed).areValid();
    }

    private boolean isListed(final Collection<Instrument> listed) {
        final ComboLegs legs = legs(listed);
        return listed.stream()
                .anyMatch(instrument -> instrument.terms().symbol().equals(symbol)
                        || instrument.isCombo() && instrument.legs().areSame(legs));
    }
}
