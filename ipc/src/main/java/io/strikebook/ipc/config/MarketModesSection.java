package io.strikebook.ipc.config;

import io.strikebook.common.venue.InstrumentFilter;
import io.strikebook.common.venue.MarketModes;
import io.strikebook.common.venue.Underlying;
import io.strikebook.schemas.MarketMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@link MarketModes} as a list of texts, each of an underlying, a kind, a mode and milliseconds: {@code "BTC option speedBump 5"},
 * {@code "* * batchAuction 100"}, {@code "* perpetual continuous 0"}. A star is for any; the first that fits an instrument counts.
 */
final class MarketModesSection {
    private static final String KEY = "marketModes";
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final int WORDS = 4;
    private static final Map<String, MarketMode> MODES = Map.of(
            "continuous",
            MarketMode.CONTINUOUS,
            "speedBump",
            MarketMode.SPEED_BUMP,
            "batchAuction",
            MarketMode.BATCH_AUCTION);

    private MarketModesSection() {}

    static MarketModes read(final ConfigSection venue, final List<Underlying> underlyings, final MarketModes defaults) {
        final List<MarketModes.Rule> rules = new ArrayList<>();
        for (final String text : venue.getStrings(
                KEY, defaults.rules().stream().map(MarketModesSection::text).toList())) {
            rules.add(rule(venue, underlyings, text));
        }
        return new MarketModes(List.copyOf(rules));
    }

    private static MarketModes.Rule rule(
            final ConfigSection venue, final List<Underlying> underlyings, final String text) {
        final InstrumentWords instruments = new InstrumentWords(venue, KEY, underlyings);
        final String[] words = instruments.split(text, WORDS, "UNDERLYING KIND MODE MILLISECONDS");
        final InstrumentFilter filter = instruments.filter(words);
        final MarketMode mode = MODES.get(words[2]);
        if (mode == null) {
            throw venue.refuse(KEY, "'" + words[2] + "' is none of continuous, speedBump, batchAuction");
        }
        final long delayNs = words[3].matches("[0-9]{1,4}") ? Long.parseLong(words[3]) * MILLISECOND_NS : -1;
        if (!MarketModes.isInRange(mode, delayNs)) {
            throw venue.refuse(
                    KEY, "'" + text + "': milliseconds are 1..10 for a speedBump, 1..1000 for a batchAuction, else 0");
        }
        return new MarketModes.Rule(filter.underlying(), filter.kind(), mode, delayNs);
    }

    private static String text(final MarketModes.Rule rule) {
        String mode = "";
        for (final Map.Entry<String, MarketMode> known : MODES.entrySet()) {
            mode = known.getValue() == rule.mode() ? known.getKey() : mode;
        }
        return InstrumentWords.text(new InstrumentFilter(rule.underlying(), rule.kind()))
                + ' '
                + mode
                + ' '
                + rule.delayNs() / MILLISECOND_NS;
    }
}
