package io.strikebook.benchmarks.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What of a schedule of one message in 10 ns met a stall, here of both ends and in no order. */
class StallsTest {
    private static final long[] DUE_NS = {100, 110, 120, 130, 140, 150};

    @Test
    void aMessageMeetsWhatOverlapsItOrItsPredecessorMet() {
        final Stalls sender = new Stalls();
        sender.add(141, 142);
        final Stalls receiver = new Stalls();
        receiver.add(106, 121);
        receiver.add(139, 139);
        receiver.add(sender.encode());
        // 110 and 120 wait for the end of the stall, 130 is due before 120 came, 140 meets the sender's
        final long[] arrivedNs = {105, 122, 131, 135, 144, 155};
        assertThat(receiver.missedBy(DUE_NS, arrivedNs, DUE_NS.length))
                .containsExactly(true, false, false, false, false, true);
    }

    @Test
    void withoutStallsNothingIsMetHoweverLateItIs() {
        assertThat(new Stalls().missedBy(DUE_NS, new long[] {900, 901, 902, 903, 904, 905}, DUE_NS.length))
                .containsOnly(true);
    }

    @Test
    void aShortWaitIsNoStall() {
        final Stalls stalls = new Stalls();
        stalls.beginWait();
        final long nowNs = System.nanoTime() + 1_000_000_000L;
        stalls.waited(nowNs);
        stalls.waited(nowNs + 999);
        stalls.waited(nowNs + 2_000);
        assertThat(stalls.missedBy(
                        new long[] {nowNs + 1, nowNs + 1_000, nowNs + 3_000},
                        new long[] {nowNs + 2, nowNs + 1_500, nowNs + 3_001},
                        3))
                .containsExactly(true, false, true);
    }
}
