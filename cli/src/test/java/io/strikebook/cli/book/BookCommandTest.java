package io.strikebook.cli.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.cli.Cli;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.RecordedHome;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.Side;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed of a book, and what is refused. */
class BookCommandTest {
    private static final long TICK = 50_000_000L;
    private static final long PRICE = 6_000_000_000_000L;

    @TempDir
    Path folder;

    private RecordedHome recorded;

    /** Command 1 lists, 2 and 3 bid at one price, 4 offers a tick above, 5 bids less. */
    @BeforeEach
    void record() {
        recorded = new RecordedHome(folder.resolve("home"));
        recorded.listed(1);
        recorded.rested(2, Side.BUY, PRICE, 10);
        recorded.rested(3, Side.BUY, PRICE, 5);
        recorded.rested(4, Side.SELL, PRICE + TICK, 7);
        recorded.rested(5, Side.BUY, PRICE - 2 * TICK, 1);
    }

    private Cli book(final String... args) {
        return Cli.command(recorded.home().path(), "book", args);
    }

    @Test
    void levelsAreAlignedBidsOnTheLeft() {
        final Cli cli = book("BTC-PERPETUAL");
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCodes.DONE);
        assertThat(cli.lines())
                .containsExactly(
                        "BTC-PERPETUAL  open  after command 5  2026-03-01 00:00:05.000000",
                        "no trade yet",
                        "orders  lots    bid      ask  lots  orders",
                        "     2    15  60000  60000.5     7       1",
                        "     1     1  59999");
    }

    @Test
    void ordersAreListedFirstComeFirst() {
        assertThat(book("1", "--orders", "--depth", "1").lines())
                .containsSubsequence(
                        "side    price  place  lots  order",
                        "bid     60000      1    10   8192",
                        "bid     60000      2     5  12288",
                        "ask   60000.5      1     7  16384");
    }

    @Test
    void jsonIsOneObject() {
        assertThat(book("BTC-PERPETUAL", "--json", "--orders", "--depth", "1").lines())
                .containsExactly(
                        "{\"instrument\":\"BTC-PERPETUAL\",\"instrumentId\":1,\"phase\":\"OPEN\",\"sequence\":5,"
                                + "\"timestampNs\":1772323205000000000,\"day\":null,\"last\":null,"
                                + "\"bids\":[[60000,15,2,[[8192,10],[12288,5]]]],\"asks\":[[60000.5,7,1,[[16384,7]]]]}");
    }

    @Test
    void aCombinationHasWhatItsLegsOfferBesideItsOwn() {
        recorded.listedCombo(6);
        assertThat(book(RecordedHome.COMBO).lines()).contains("in its legs' books: nothing bid, nothing offered");
        recorded.impliedTop(7, -12_500_000L, 3, 50_000_000L, 8);
        recorded.impliedTop(8, -12_500_000L, 4, 0, 0);
        assertThat(book(RecordedHome.COMBO).lines())
                .contains("in its legs' books: 4 lots bid at -0.125, nothing offered");
        assertThat(book(RecordedHome.COMBO, "--json", "--at", "7").out())
                .contains("\"impliedBid\":[-0.125,3],\"impliedAsk\":[0.5,8],\"bids\":[],\"asks\":[]");
        assertThat(book(RecordedHome.COMBO, "--json").out()).contains("\"impliedBid\":[-0.125,4],\"impliedAsk\":null");
    }

    @Test
    void aBookCanBeSeenAsItWasAfterACommand() {
        assertThat(book("BTC-PERPETUAL", "--at", "2", "--json").out())
                .contains("\"sequence\":2,", "\"bids\":[[60000,10,1]],\"asks\":[]");
    }

    @Test
    void whatCannotBeShownIsRefusedWithAWord() {
        assertThat(book("ETH-PERPETUAL").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(book("ETH-PERPETUAL").err())
                .contains("no instrument 'ETH-PERPETUAL'; there are 1, e.g. BTC-PERPETUAL");
        assertThat(book("BTC-PERPETUAL", "--depth", "0").err()).contains("--depth must be 1 to");
        assertThat(book("BTC-PERPETUAL", "-f", "--at", "2").err()).contains("give one");
        recorded.home().prunedTo(QueueNames.EXECUTIONS, 3);
        assertThat(book("BTC-PERPETUAL").code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(book("BTC-PERPETUAL").err())
                .contains(
                        "executions up to command 3 were pruned, and there is no verified snapshot set at or after it");
        assertThat(book("BTC-PERPETUAL", "--at", "9").err()).contains(" and not beyond command 9");
    }
}
