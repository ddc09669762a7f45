package io.strikebook.ipc.config;

import io.strikebook.common.venue.InstrumentFilter;
import io.strikebook.common.venue.Underlying;
import io.strikebook.schemas.InstrumentKind;
import java.util.List;
import java.util.Locale;

/** The first two words of a rule for instruments: an underlying and a kind, a star for any. */
final class InstrumentWords {
    private static final String ANY = "*";

    private final ConfigSection venue;
    private final String key;
    private final List<Underlying> underlyings;

    /** Of the rules under a key of a section. */
    InstrumentWords(final ConfigSection venue, final String key, final List<Underlying> underlyings) {
        this.venue = venue;
        this.key = key;
        this.underlyings = underlyings;
    }

    /** The words of a rule, of which there have to be so many. */
    String[] split(final String text, final int count, final String form) {
        final String[] words = text.trim().split(" +");
        if (words.length != count) {
            throw venue.refuse(key, "'" + text + "' is not " + form);
        }
        return words;
    }

    /** What the first two words are for. */
    InstrumentFilter filter(final String[] words) {
        final String underlying = words[0];
        if (!underlying.equals(ANY)
                && underlyings.stream().noneMatch(known -> known.code().equals(underlying))) {
            throw venue.refuse(key, "'" + underlying + "' is not an underlying of this venue, nor *");
        }
        return new InstrumentFilter(underlying.equals(ANY) ? null : underlying, kind(words[1]));
    }

    private InstrumentKind kind(final String word) {
        return switch (word) {
            case ANY -> null;
            case "option" -> InstrumentKind.OPTION;
            case "future" -> InstrumentKind.FUTURE;
            case "perpetual" -> InstrumentKind.PERPETUAL;
            case "spot" -> InstrumentKind.SPOT;
            default -> throw venue.refuse(key, "'" + word + "' is none of option, future, perpetual, spot, *");
        };
    }

    /** The words for a filter. */
    static String text(final InstrumentFilter filter) {
        return (filter.underlying() == null ? ANY : filter.underlying())
                + ' '
                + (filter.kind() == null ? ANY : filter.kind().name().toLowerCase(Locale.ROOT));
    }
}
