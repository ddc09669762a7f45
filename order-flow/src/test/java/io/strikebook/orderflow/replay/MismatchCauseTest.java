package io.strikebook.orderflow.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.recordings.CmeMboReader;
import io.strikebook.recordings.LobsterReader;
import io.strikebook.recordings.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small recordings by hand, each with one cause for which ours cannot do as the exchange did, and what is counted of it. */
class MismatchCauseTest {
    @TempDir
    private Path folder;

    @Test
    void hiddenAndCrossTradesOfAShareAreNotSent() {
        final ReplayReport report = lobster("1,1,1,10,2000000,-1", "2,5,0,30,1995000,1", "3,6,-1,500,1990000,-1");
        assertOnly(
                report,
                new CauseCount(MismatchCause.HIDDEN, 1, 1, 30, 0, 0, List.of(2)),
                new CauseCount(MismatchCause.AUCTION, 1, 1, 500, 0, 0, List.of(3)));
        assertThat(report.hiddenTrades()).isEqualTo(1);
    }

    @Test
    void auctionIsNotSent() {
        final String[] records = {
            "40,A,B,101,1,1",
            "40,A,A,100,1,2",
            "0,T,N,100,1,0",
            "0,F,N,100,1,1",
            "0,F,N,100,1,2",
            "0,C,B,101,1,1",
            "130,C,A,100,1,2"
        };
        assertOnly(mbo(true, records), new CauseCount(MismatchCause.AUCTION, 1, 2, 2, 0, 0, List.of(4)));
    }

    @Test
    void tradeWithoutIncomingSideOfAnOpenBookIsASpreadsAndLeavesTheRestAlike() {
        final String[] records = {
            "40,A,A,100,3,1",
            "40,A,A,101,1,2",
            "0,T,B,100,1,9",
            "0,F,A,100,1,1",
            "130,M,A,100,2,1",
            "0,T,N,100,1,0",
            "0,F,N,100,1,1",
            "130,M,A,100,1,1",
            "0,T,B,100,1,10",
            "0,F,A,100,1,1",
            "130,C,A,100,1,1",
            "0,T,B,101,1,11",
            "0,F,A,101,1,2",
            "130,C,A,101,1,2",
        };
        for (final boolean closedLoop : new boolean[] {true, false}) {
            final ReplayReport report = mbo(closedLoop, records);
            assertOnly(report, new CauseCount(MismatchCause.SPREAD, 1, 1, 1, 0, 0, List.of(7)));
            assertThat(report.exact()).isEqualTo(3);
        }
    }

    @Test
    void lotsThatNoOrderOfTheBookGaveAreImplied() {
        final String[] records = {
            "40,A,A,100,3,1", "40,A,A,101,5,2", "0,T,B,100,3,9", "0,F,A,100,2,1", "130,M,A,100,1,1",
        };
        assertOnly(mbo(true, records), new CauseCount(MismatchCause.IMPLIED, 1, 0, 0, 1, 1, List.of(4)));
    }

    @Test
    void orderFilledBeyondWhatItShowsIsAnIceberg() {
        final String[] records = {
            "40,A,A,100,2,1",
            "40,A,A,100,3,2",
            "0,T,B,100,7,9",
            "0,F,A,100,3,2",
            "0,F,A,100,4,1",
            "0,C,A,100,3,2",
            "130,M,A,100,2,1",
        };
        assertOnly(mbo(true, records), new CauseCount(MismatchCause.ICEBERG, 1, 1, 2, 0, 0, List.of(4)));
    }

    @Test
    void orderThatShowsANewPartIsFilledLastAndKnownFromThenOn() {
        final String[] records = {
            "40,A,A,100,2,1",
            "40,A,A,100,3,2",
            "0,T,B,100,5,9",
            "0,F,A,100,3,2",
            "0,F,A,100,2,1",
            "0,C,A,100,3,2",
            "130,M,A,100,2,1",
            "130,A,A,100,1,3",
            "0,T,B,100,3,10",
            "0,F,A,100,1,3",
            "0,F,A,100,2,1",
            "0,C,A,100,1,3",
            "130,C,A,100,2,1",
        };
        assertOnly(mbo(true, records), new CauseCount(MismatchCause.ICEBERG, 2, 0, 0, 0, 0, List.of(4, 10)));
    }

    @Test
    void orderTakenOffInsteadOfFilledIsItsOwnersOwnTrade() {
        final String[] records = {
            "40,A,A,100,2,1", "40,A,A,100,2,2", "0,T,B,100,2,9", "0,F,A,100,2,2", "0,C,A,100,2,2", "130,C,A,100,2,1",
        };
        assertOnly(mbo(true, records), new CauseCount(MismatchCause.SELF_TRADE, 1, 1, 2, 1, 2, List.of(4)));
    }

    @Test
    void whatIsLeftOfAnOrderThatTradesWithItsOwnersOthersBelongsToTheSameCause() {
        final String[] records = {
            "40,A,A,100,2,1",
            "40,A,A,100,2,2",
            "0,T,B,100,2,9",
            "0,F,A,100,2,2",
            "0,A,B,100,5,9",
            "0,C,A,100,2,2",
            "130,C,A,100,2,1",
        };
        assertOnly(mbo(true, records), new CauseCount(MismatchCause.SELF_TRADE, 2, 1, 2, 2, 4, List.of(4, 6)));
        final String[] withoutTrade = {
            "40,A,A,100,2,1",
            "40,A,A,101,2,2",
            "0,T,B,100,1,9",
            "0,F,A,100,1,1",
            "130,M,A,100,1,1",
            "0,A,B,100,5,10",
            "130,C,A,100,1,1",
        };
        assertOnly(mbo(true, withoutTrade), new CauseCount(MismatchCause.SELF_TRADE, 1, 0, 0, 1, 1, List.of(7)));
    }

    @Test
    void theCauseThatActsFirstNamesACaseWithTwo() {
        final String[] records = {
            "40,A,A,100,1,1",
            "40,A,A,100,1,2",
            "40,A,A,100,1,3",
            "0,T,B,100,5,9",
            "0,F,A,100,1,3",
            "0,F,A,100,4,2",
            "0,C,A,100,1,3",
            "0,M,A,100,1,2",
            "130,C,A,100,1,1",
        };
        assertOnly(mbo(true, records), new CauseCount(MismatchCause.SELF_TRADE, 1, 1, 3, 1, 1, List.of(5)));
    }

    @Test
    void orderOfOnePriceInAnotherSequenceWithoutARecordIsPriority() {
        final String[] records = {
            "40,A,A,100,2,1",
            "40,A,A,100,2,2",
            "0,T,B,100,4,9",
            "0,F,A,100,2,2",
            "0,F,A,100,2,1",
            "0,C,A,100,2,2",
            "130,C,A,100,2,1",
        };
        assertOnly(mbo(true, records), new CauseCount(MismatchCause.PRIORITY, 1, 0, 0, 0, 0, List.of(4)));
    }

    @Test
    void orderWithoutAnEntryInTheRecordingIsUnseen() {
        final String[] records = {"40,A,A,100,2,1", "0,T,B,100,2,9", "0,F,A,100,2,77", "130,C,A,100,2,77"};
        assertOnly(mbo(true, records), new CauseCount(MismatchCause.UNSEEN, 1, 1, 2, 1, 2, List.of(3)));
    }

    @Test
    void orderThatIsNeverNamedAgainWentUnseenAndOneThatIsDidNot() {
        final String[] gone = {"1,1,1,10,2000000,-1", "2,1,2,5,2000000,-1", "3,4,2,5,2000000,-1"};
        assertOnly(lobster(gone), new CauseCount(MismatchCause.GONE, 1, 1, 5, 1, 5, List.of(3)));
        final String[] stayed = {gone[0], gone[1], gone[2], "3,4,1,10,2000000,-1"};
        assertOnly(lobster(stayed), new CauseCount(MismatchCause.PRIORITY, 1, 1, 5, 1, 5, List.of(3)));
    }

    @Test
    void withoutRestoringADifferenceIsCarriedOver() {
        final String[] records = {
            "40,A,A,100,2,1",
            "40,A,A,100,2,2",
            "0,T,B,100,2,9",
            "0,F,A,100,2,2",
            "0,C,A,100,2,2",
            "130,C,A,100,2,1",
            "130,A,B,100,1,3",
        };
        assertOnly(
                mbo(false, records),
                new CauseCount(MismatchCause.SELF_TRADE, 1, 1, 2, 1, 2, List.of(4)),
                new CauseCount(MismatchCause.CARRIED, 1, 0, 0, 1, 1, List.of(8)));
    }

    @Test
    void tradeThroughABetterPriceIsUnknown() {
        final String[] records = {
            "40,A,A,100,2,1", "40,A,A,101,2,2", "0,T,B,101,2,9", "0,F,A,101,2,2", "130,C,A,101,2,2"
        };
        assertOnly(mbo(true, records), new CauseCount(MismatchCause.UNKNOWN, 1, 1, 2, 1, 2, List.of(4)));
    }

    @Test
    void bookWithoutTimePriorityIsOurs() {
        final Path file = mbo("40,A,A,100,2,1", "40,A,A,100,3,2", "0,T,B,100,2,9", "0,F,A,100,2,1", "130,C,A,100,2,1");
        assertOnly(
                MboReplay.run(new CmeMboReader(file), new SimpleBook(true), View.FULL, true, bytes -> {}),
                new CauseCount(MismatchCause.OURS, 1, 1, 2, 1, 2, List.of(4)));
    }

    private static void assertOnly(final ReplayReport report, final CauseCount... expected) {
        assertThat(report.causes()).hasSize(MismatchCause.values().length);
        assertThat(report.causes()).filteredOn(count -> count.cases() > 0).containsExactlyInAnyOrder(expected);
    }

    private ReplayReport mbo(final boolean closedLoop, final String... records) {
        return MboReplay.run(new CmeMboReader(mbo(records)), new SimpleBook(), View.FULL, closedLoop, bytes -> {});
    }

    private Path mbo(final String... records) {
        return Recordings.mbo(folder.resolve("mbo.csv"), records);
    }

    private ReplayReport lobster(final String... records) {
        final Path file = folder.resolve("message.csv");
        try {
            Files.writeString(file, String.join("\n", records) + "\n");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return MboReplay.run(new LobsterReader(file), new SimpleBook(), View.PARTIAL, true, bytes -> {});
    }
}
