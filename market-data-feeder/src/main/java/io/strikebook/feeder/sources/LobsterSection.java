package io.strikebook.feeder.sources;

import io.strikebook.feeder.l3.RecordedInstrument;
import io.strikebook.feeder.lobster.LobsterRecording;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.recordings.View;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;

/** A message file of LOBSTER, with or without its order book file; times count from midnight in New York. */
final class LobsterSection implements SourceSection {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final long NS_PER_S = 1_000_000_000L;

    @Override
    public String name() {
        return "lobster";
    }

    @Override
    public Opener read(final ConfigSection config) {
        final Path messages = SourceSection.path(config, "messages");
        if (messages == null) {
            throw config.refuse("messages", "a message file is needed");
        }
        final Path levels = SourceSection.path(config, "levels");
        final String symbol = config.getString("symbol", "");
        final RecordedInstrument instrument = TermsKeys.read(
                config, "NASDAQ", symbol, symbol, "0.01", dayStartNs(config), TermsKeys.E8, View.PARTIAL);
        return context -> LobsterRecording.open(messages, levels, instrument, context);
    }

    private static long dayStartNs(final ConfigSection config) {
        final String text = config.getString("day", "");
        try {
            return LocalDate.parse(text).atStartOfDay(NEW_YORK).toEpochSecond() * NS_PER_S;
        } catch (final DateTimeException e) {
            throw config.refuse("day", "'" + text + "' is no day like 2012-06-21");
        }
    }
}
