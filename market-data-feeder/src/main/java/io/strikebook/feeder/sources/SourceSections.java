package io.strikebook.feeder.sources;

import io.strikebook.feeder.bitmex.BitmexNormaliser;
import io.strikebook.feeder.independent.ReserveRules;
import io.strikebook.feeder.kraken.KrakenNormaliser;
import io.strikebook.feeder.okx.OkxNormaliser;
import java.util.List;

/** The recorded sources that there are. */
public final class SourceSections {
    private static final List<SourceSection> ALL = List.of(
            new DeribitSection(),
            new BinanceSection(),
            new RawCaptureSection("kraken", KrakenNormaliser::new),
            new RawCaptureSection("okx", OkxNormaliser::new),
            new RawCaptureSection("bitmex", BitmexNormaliser::new),
            new RawCaptureSection("independentReserve", ReserveRules::new),
            new DatabentoSection(),
            new LobsterSection(),
            new BitstampSection(),
            new TardisSection());

    private SourceSections() {}

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(SourceSection::name).toList();
    }

    /** The section of a name, or null. */
    public static SourceSection find(final String name) {
        return ALL.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
