package io.strikebook.feeder.lobster;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.MarketDataPublisher;
import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.TestData;
import io.strikebook.feeder.l3.OrderEventSource;
import io.strikebook.feeder.l3.RecordedInstrument;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.recordings.LobsterReader;
import io.strikebook.recordings.View;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many levels the messages alone explain, and how many had to be taken from the rows. */
class LobsterLevelsTest {
    private static final long E8 = 100_000_000L;

    private final List<String> log = new ArrayList<>();
    private final FeedErrors errors = new FeedErrors(log::add);

    @Test
    void tenLevelsAreExplainedButForThoseThatComeIntoView() {
        final LobsterLevels levels =
                play("l3/lobster_AAPL_2012-06-21_first999_", "message_10.csv.gz", "orderbook_10.csv.gz");

        assertThat(levels.equalLevels()).isEqualTo(19_643);
        assertThat(levels.enteredLevels()).isEqualTo(999 * 20 - 19_643);
        assertThat(levels.correctedLevels()).isZero();
        assertThat(levels.leftLevels()).isEqualTo(328);
    }

    @Test
    void theBestLevelIsExplainedWhereItStays() {
        final LobsterLevels levels =
                play("l3/lobster_AMZN_2012-06-21_34200000_57600000_", "message_1.csv.gz", "orderbook_1.csv.gz");

        assertThat(levels.equalLevels()).isEqualTo(101_075);
        assertThat(levels.enteredLevels()).isEqualTo(57_515 * 2 - 101_075);
        assertThat(levels.correctedLevels()).isZero();
        assertThat(levels.leftLevels()).isEqualTo(13_604);
    }

    private LobsterLevels play(final String stem, final String messageFile, final String levelFile) {
        final Path messages = TestData.find(stem + messageFile);
        final LobsterLevels levels = new LobsterLevels(TestData.find(stem + levelFile), errors);
        final InstrumentTerms terms = new InstrumentTerms(
                "STOCK",
                "STOCK",
                InstrumentKind.SPOT,
                OptionType.NONE,
                ContractStyle.LINEAR,
                Currency.USD,
                0,
                0,
                E8 / 100,
                E8,
                1_000_000);
        final FeedContext context = new FeedContext(VenueParameters.defaults().underlyings(), errors);
        try (GroupBuffer buffer = new GroupBuffer((frames, offset, length, first, ended) -> {});
                OrderEventSource source = new OrderEventSource(
                        new LobsterReader(messages),
                        messages,
                        new RecordedInstrument("NASDAQ", terms, 0, E8, View.PARTIAL),
                        context,
                        levels)) {
            final MarketDataPublisher publisher = new MarketDataPublisher(buffer);
            while (source.nextTimeNs() != MarketDataSource.END) {
                source.emitNext(publisher);
            }
        }
        assertThat(log).isEmpty();
        return levels;
    }
}
