package io.strikebook.orderflow.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.recordings.BadRecordException;
import io.strikebook.recordings.CmeMboReader;
import io.strikebook.recordings.LobsterReader;
import io.strikebook.recordings.OrderEventReader;
import io.strikebook.recordings.View;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small recordings by hand: flags 40 snapshot, 130 an event of one record, 0 an event that goes on. */
class MboReplayTest {
    @TempDir
    private Path folder;

    /** The same recording with the exchange's book restored after each event, and without. */
    private record Loops(ReplayReport closedLoop, ReplayReport openLoop) {
        long trades() {
            return closedLoop.trades();
        }

        long exactClosedLoop() {
            return closedLoop.exact();
        }

        long exactOpenLoop() {
            return openLoop.exact();
        }
    }

    @Test
    void tradeFillsTheOlderOrderFirst() {
        final Loops result = replay(
                "40,A,A,100,2,1",
                "40,A,A,100,3,2",
                "0,T,B,100,4,9",
                "0,F,A,100,2,1",
                "0,F,A,100,2,2",
                "0,C,A,100,2,1",
                "130,M,A,100,1,2",
                "0,T,B,100,1,10",
                "0,F,A,100,1,2",
                "130,C,A,100,1,2");
        assertThat(result.trades()).isEqualTo(2);
        assertThat(result.exactClosedLoop()).isEqualTo(2);
        assertThat(result.exactOpenLoop()).isEqualTo(2);
        assertThat(result.closedLoop().bookedFills()).isEqualTo(3);
        assertThat(result.closedLoop().levelsRestored()).isZero();
    }

    @Test
    void mismatchCostsOneTradeWhereTheBookIsRestored() {
        final Loops result = replay(
                "40,A,A,100,2,1",
                "40,A,A,100,2,2",
                "0,T,B,100,2,9",
                "0,F,A,100,2,2",
                "130,C,A,100,2,2",
                "130,A,A,100,1,3",
                "0,T,B,100,2,10",
                "0,F,A,100,2,1",
                "130,C,A,100,2,1");
        assertThat(result.exactClosedLoop()).isEqualTo(1);
        assertThat(result.exactOpenLoop()).isZero();
        assertThat(result.closedLoop().priceTime()).isEqualTo(1);
        assertThat(result.closedLoop().levelsRestored()).isEqualTo(1);
        assertThat(result.closedLoop().mismatches())
                .containsExactly(new Mismatch(
                        4,
                        Side.BUY,
                        10_000_000_000L,
                        2,
                        List.of(new Execution(2, 2)),
                        List.of(new Execution(1, 2)),
                        MismatchCause.PRIORITY));
        assertThat(result.openLoop().mismatches()).extracting(Mismatch::line).containsExactly(4, 8);
    }

    @Test
    void largerSizeLosesPriorityAndSmallerKeepsIt() {
        final Loops result = replay(
                "40,A,B,100,2,1",
                "40,A,B,100,2,2",
                "40,A,B,100,2,3",
                "40,A,A,101,1,4",
                "0,T,B,101,1,9",
                "0,F,A,101,1,4",
                "130,C,A,101,1,4",
                "130,M,B,100,3,1",
                "130,M,B,100,1,2",
                "0,T,A,100,6,10",
                "0,F,B,100,1,2",
                "0,F,B,100,2,3",
                "0,F,B,100,3,1",
                "0,C,B,100,1,2",
                "0,C,B,100,2,3",
                "130,C,B,100,3,1");
        assertThat(result.exactClosedLoop()).isEqualTo(2);
        assertThat(result.exactOpenLoop()).isEqualTo(2);
    }

    @Test
    void bookIsEnteredAfterTheAuction() {
        final Loops result = replay(
                "40,A,B,101,1,1",
                "40,A,A,100,1,2",
                "40,A,A,102,1,3",
                "0,T,N,100,1,0",
                "0,F,N,100,1,1",
                "0,F,N,100,1,2",
                "0,C,B,101,1,1",
                "130,C,A,100,1,2",
                "0,T,B,102,1,9",
                "0,F,A,102,1,3",
                "130,C,A,102,1,3");
        assertThat(result.trades()).isEqualTo(1);
        assertThat(result.exactClosedLoop()).isEqualTo(1);
        assertThat(result.closedLoop().restingCrossed()).isZero();
    }

    @Test
    void fillOfTheIncomingOrderItselfIsNoFillOfARestingOrder() {
        final Loops result = replay(
                "40,A,A,100,1,1",
                "40,A,B,99,2,2",
                "0,T,B,100,1,2",
                "0,F,B,100,1,2",
                "0,F,A,100,1,1",
                "0,C,A,100,1,1",
                "130,M,B,100,1,2");
        assertThat(result.exactClosedLoop()).isEqualTo(1);
        assertThat(result.closedLoop().levelsRestored()).isZero();
    }

    @Test
    void orderAddedTwiceIsRefusedWithItsLine() {
        assertThatThrownBy(() -> replay("40,A,A,100,1,1", "40,A,A,100,1,1"))
                .isInstanceOf(BadRecordException.class)
                .hasMessageEndingWith("mbo.csv:3: order 1 is added though it rests already");
    }

    @Test
    void bookWithoutTimePriorityIsFoundOut() {
        final Path file =
                write("40,A,A,100,2,1", "40,A,A,100,3,2", "0,T,B,100,2,9", "0,F,A,100,2,1", "130,C,A,100,2,1");
        final ReplayReport report =
                MboReplay.run(new CmeMboReader(file), new SimpleBook(true), View.FULL, true, bytes -> {});
        assertThat(report.exact()).isZero();
        assertThat(report.priceTime()).isEqualTo(1);
        assertThat(report.unlikePriceTime()).isEqualTo(1);
    }

    @Test
    void refusalOfTheVenueNamesTheLine() {
        final Path file = write("40,A,A,100,2,1", "0,T,N,100,1,0", "130,F,A,100,1,1", "130,A,B,99,1,2");
        final OrderEntry buysNothing = new OrderEntry() {
            private final SimpleBook book = new SimpleBook();

            @Override
            public void fillListener(final FillListener listener) {
                book.fillListener(listener);
            }

            @Override
            public long submit(final Side side, final long priceE8, final long lots, final TimeInForce timeInForce) {
                if (side == Side.BUY) {
                    throw new OrderRefusedException("no buyers");
                }
                return book.submit(side, priceE8, lots, timeInForce);
            }

            @Override
            public void cancel(final long orderId) {
                book.cancel(orderId);
            }

            @Override
            public void replace(final long orderId, final long priceE8, final long totalLots) {
                book.replace(orderId, priceE8, totalLots);
            }
        };
        assertThatThrownBy(() -> MboReplay.run(new CmeMboReader(file), buysNothing, View.FULL, true, bytes -> {}))
                .isInstanceOf(BadRecordException.class)
                .hasMessage(file + ":5: in the event that ends here: no buyers");
    }

    @Test
    void unseenOrderIsEnteredInFrontAndStaleOnesAreTakenOff() throws IOException {
        final Path file = Files.writeString(
                folder.resolve("lobster.csv"),
                "1,1,1,10,2000000,-1\n2,1,2,5,2010000,-1\n3,4,3,7,2010000,-1\n4,3,8,1,100,1\n");
        final Loops result = compare(() -> new LobsterReader(file), View.PARTIAL);
        assertThat(result.trades()).isEqualTo(1);
        assertThat(result.closedLoop().tradesOfUnseen()).isEqualTo(1);
        assertThat(result.closedLoop().unseenOrders()).isEqualTo(1);
        assertThat(result.closedLoop().staleOrders()).isEqualTo(1);
        assertThat(result.exactClosedLoop()).isEqualTo(1);
        assertThat(result.exactOpenLoop()).isZero();
        assertThat(result.closedLoop().gone()).isEqualTo(1);
    }

    private Loops replay(final String... records) {
        final Path file = write(records);
        return compare(() -> new CmeMboReader(file), View.FULL);
    }

    private Path write(final String... records) {
        return Recordings.mbo(folder.resolve("mbo.csv"), records);
    }

    private static Loops compare(final Supplier<OrderEventReader> readers, final View view) {
        return new Loops(run(readers.get(), view, true), run(readers.get(), view, false));
    }

    private static ReplayReport run(final OrderEventReader reader, final View view, final boolean closedLoop) {
        final ReplayReport report = MboReplay.run(reader, new SimpleBook(), view, closedLoop, bytes -> {});
        assertThat(report.unlikePriceTime()).isZero();
        return report;
    }
}
