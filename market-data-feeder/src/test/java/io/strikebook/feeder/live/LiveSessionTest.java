package io.strikebook.feeder.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.InterruptionReason;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The state machine, stepped: no clock but the test's, no connection. */
class LiveSessionTest {
    private final SteppedVenue venue = new SteppedVenue(new PlainProtocol());
    private final LiveSession session = venue.session;

    @Test
    void connectsAtOnceAndSubscribes() {
        assertThat(venue.stepAfterMs(0)).containsExactly("connect 1");
        session.connected(venue.nowNs);
        assertThat(venue.take()).containsExactly("connected", "send subscribe");
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void pausesGrowUpToABoundWhileTheVenueCannotBeReached() {
        venue.stepAfterMs(0);
        for (final long pauseMs : new long[] {100, 200, 400, 800, 1_600, 1_600}) {
            session.interrupted(venue.nowNs, InterruptionReason.NETWORK);
            assertThat(venue.take()).containsExactly("not connected NETWORK");
            assertThat(venue.stepAfterMs(pauseMs - 1)).isEmpty();
            assertThat(venue.stepAfterMs(1)).hasSize(1);
        }
        assertThat(session.attempt()).isEqualTo(7);
        assertThat(venue.counts.failedAttempts).isEqualTo(6);
    }

    @Test
    void shortConnectionsDoNotMakePausesShortAgainLongOnesDo() {
        venue.open();
        session.interrupted(venue.nowNs, InterruptionReason.CLOSED_BY_VENUE);
        venue.stepAfterMs(100);
        session.connected(venue.nowNs);
        session.interrupted(venue.nowNs + SteppedVenue.ms(1_599), InterruptionReason.CLOSED_BY_VENUE);
        venue.nowNs += SteppedVenue.ms(1_599);
        venue.take();
        assertThat(venue.stepAfterMs(199)).isEmpty();
        assertThat(venue.stepAfterMs(1)).containsExactly("connect 3");
        session.connected(venue.nowNs);
        venue.nowNs += SteppedVenue.ms(1_600);
        session.interrupted(venue.nowNs, InterruptionReason.CLOSED_BY_VENUE);
        venue.take();
        assertThat(venue.stepAfterMs(100)).containsExactly("connect 4");
        assertThat(venue.counts.interruptions).isEqualTo(3);
    }

    @Test
    void pausesAreJitteredByTheGeneratorGiven() {
        final Backoff one = new Backoff(1_000, 64_000, new Random(7));
        final Backoff same = new Backoff(1_000, 64_000, new Random(7));
        final Backoff other = new Backoff(1_000, 64_000, new Random(8));
        boolean differs = false;
        for (int i = 0; i < 20; i++) {
            final long wholeNs = Math.min(64_000, 1_000L << Math.min(i, 6));
            final long pauseNs = one.nextPauseNs();
            assertThat(pauseNs).isBetween(wholeNs / 2, wholeNs).isEqualTo(same.nextPauseNs());
            differs |= pauseNs != other.nextPauseNs();
        }
        assertThat(differs).isTrue();
    }

    @Test
    void anAttemptThatTakesTooLongIsGivenUp() {
        venue.stepAfterMs(0);
        assertThat(venue.stepAfterMs(999)).isEmpty();
        assertThat(venue.stepAfterMs(1)).containsExactly("disconnect 1", "not connected CONNECT_TIMEOUT");
        assertThat(session.isCurrent(1)).as("what comes of it later").isFalse();
        assertThat(venue.stepAfterMs(100)).containsExactly("connect 2");
        assertThat(session.isCurrent(1)).isFalse();
        assertThat(session.isCurrent(2)).isTrue();
        assertThat(venue.counts.lateRecords).isEqualTo(2);
    }

    @Test
    void aConnectionThatSaysNothingIsDropped() {
        venue.open();
        venue.nowNs += SteppedVenue.ms(4_000);
        session.heard(venue.nowNs);
        venue.stepAfterMs(0);
        assertThat(venue.stepAfterMs(4_999)).doesNotContain("disconnect 1");
        assertThat(venue.stepAfterMs(1)).containsExactly("disconnect 1", "interrupted SILENCE");
        assertThat(venue.counts.silences).isEqualTo(1);
        assertThat(venue.stepAfterMs(100)).containsExactly("connect 2");
    }

    @Test
    void whatWasNotHandledYetIsNoSilence() {
        venue.open();
        venue.nowNs += SteppedVenue.ms(60_000);
        session.step(venue.nowNs, false);
        assertThat(session.isOpen()).isTrue();
        session.step(venue.nowNs, true);
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void quietConnectionsArePinged() {
        venue.open();
        assertThat(venue.stepAfterMs(1_999)).isEmpty();
        assertThat(venue.stepAfterMs(1)).containsExactly("send ping");
        assertThat(venue.stepAfterMs(1_999)).isEmpty();
        assertThat(venue.stepAfterMs(1)).containsExactly("send ping");
        session.heard(venue.nowNs);
        assertThat(venue.stepAfterMs(1_999)).isEmpty();
        assertThat(venue.stepAfterMs(1)).containsExactly("send ping");
    }

    @Test
    void messagesKeepToTheVenuesLimitAndAnswersGoFirst() {
        venue.open();
        session.send("a");
        session.send("b");
        session.answer("pong");
        assertThat(venue.take()).containsExactly("send pong");
        assertThat(venue.stepAfterMs(99)).isEmpty();
        assertThat(venue.stepAfterMs(1)).containsExactly("send a");
        assertThat(venue.stepAfterMs(100)).containsExactly("send b");
        assertThat(venue.stepAfterMs(300)).isEmpty();
    }

    @Test
    void whatWasNotSentIsForgottenWithTheConnection() {
        venue.open();
        for (int i = 0; i < 9; i++) {
            session.send("late " + i);
        }
        session.interrupted(venue.nowNs, InterruptionReason.CLOSED_BY_VENUE);
        venue.take();
        venue.stepAfterMs(100);
        session.connected(venue.nowNs);
        assertThat(venue.take()).containsExactly("connected", "send subscribe");
        assertThat(venue.stepAfterMs(1_000)).noneMatch(text -> text.contains("late"));
        assertThat(venue.answered(7, 200, 0)).containsExactly("answer null");
    }

    @Test
    void snapshotsAreAskedForSeldomerTheMoreOftenTheyAreWanted() {
        venue.open();
        session.snapshot("X");
        assertThat(venue.stepAfterMs(0)).containsExactly("get 1 https://venue.test/depth?symbol=X");
        assertThat(venue.answered(1, 200, 0)).containsExactly("answer /depth?symbol=X");
        session.obtained("X");
        session.snapshot("X");
        session.snapshot("X");
        assertThat(venue.stepAfterMs(99)).isEmpty();
        assertThat(venue.stepAfterMs(1)).containsExactly("get 2 https://venue.test/depth?symbol=X");
        venue.answered(2, 200, 0);
        session.obtained("X");
        session.snapshot("X");
        assertThat(venue.stepAfterMs(199)).isEmpty();
        assertThat(venue.stepAfterMs(1)).hasSize(1);
        venue.answered(3, 200, 0);
        session.obtained("X");
        venue.nowNs += SteppedVenue.ms(4_000);
        session.heard(venue.nowNs);
        session.snapshot("X");
        assertThat(venue.stepAfterMs(0)).as("long ago").hasSize(1);
        venue.answered(4, 200, 0);
        session.obtained("X");
        session.snapshot("X");
        assertThat(venue.stepAfterMs(100)).as("forgotten how often it was").hasSize(1);
        assertThat(venue.counts.snapshotsAsked).isEqualTo(5);
    }

    @Test
    void aSnapshotThatCannotBeUsedIsAskedForAgain() {
        venue.open();
        session.snapshot("X");
        venue.stepAfterMs(0);
        venue.answered(1, 200, 0);
        assertThat(get(venue.stepAfterMs(1_999))).isEmpty();
        session.heard(venue.nowNs);
        assertThat(get(venue.stepAfterMs(1))).hasSize(1);
    }

    @Test
    void snapshotsThatWereWantedAreAskedForOverTheNextConnection() {
        venue.open();
        session.snapshot("X");
        venue.stepAfterMs(0);
        session.interrupted(venue.nowNs, InterruptionReason.CLOSED_BY_VENUE);
        session.snapshot("Y");
        venue.take();
        venue.stepAfterMs(100);
        session.connected(venue.nowNs);
        assertThat(get(venue.take()))
                .containsExactly("get 2 https://venue.test/depth?symbol=X", "get 3 https://venue.test/depth?symbol=Y");
    }

    @Test
    void whereSubscribingGivesSnapshotsTheyAreAskedForOnlyIfTheyDoNotCome() {
        final SteppedVenue giving = new SteppedVenue(new PlainProtocol() {
            @Override
            public boolean givesSnapshots() {
                return true;
            }
        });
        giving.open();
        giving.session.interrupted(giving.nowNs, InterruptionReason.NETWORK);
        giving.session.snapshot("X");
        giving.session.snapshot("Y");
        giving.stepAfterMs(100);
        giving.session.connected(giving.nowNs);
        giving.session.obtained("Y");
        giving.take();
        assertThat(get(giving.stepAfterMs(1_999))).isEmpty();
        assertThat(get(giving.stepAfterMs(1))).containsExactly("get 1 https://venue.test/depth?symbol=X");
    }

    @Test
    void tooManyRequestsMakeAPauseAsLongAsTheVenueSays() {
        venue.open();
        session.snapshot("X");
        assertThat(venue.stepAfterMs(0)).hasSize(1);
        assertThat(venue.answered(1, 429, 3)).containsExactly("answer null");
        session.heard(venue.nowNs);
        assertThat(get(venue.stepAfterMs(2_999))).isEmpty();
        assertThat(get(venue.stepAfterMs(1))).containsExactly("get 2 https://venue.test/depth?symbol=X");
        venue.answered(2, 418, 0);
        assertThat(get(venue.stepAfterMs(199))).isEmpty();
        assertThat(get(venue.stepAfterMs(1))).containsExactly("get 3 https://venue.test/depth?symbol=X");
        assertThat(venue.counts.throttledRequests).isEqualTo(2);
    }

    @Test
    void requestsWithoutAnAnswerAreMadeAgain() {
        venue.open();
        session.snapshot("X");
        venue.stepAfterMs(0);
        assertThat(get(venue.stepAfterMs(1_999))).isEmpty();
        assertThat(get(venue.stepAfterMs(1))).isEmpty();
        assertThat(get(venue.stepAfterMs(100))).containsExactly("get 2 https://venue.test/depth?symbol=X");
        assertThat(venue.answered(1, 200, 0)).as("too late").containsExactly("answer null");
        assertThat(venue.answered(2, 503, 0)).containsExactly("answer null");
        assertThat(get(venue.stepAfterMs(200))).containsExactly("get 3 https://venue.test/depth?symbol=X");
        assertThat(venue.answered(3, 200, 0)).containsExactly("answer /depth?symbol=X");
        assertThat(venue.counts.failedRequests).isEqualTo(2);
    }

    @Test
    void requestsThatTheVenueDoesNotUnderstandAreMadeAgainMuchLater() {
        venue.open();
        session.snapshot("X");
        venue.stepAfterMs(0);
        venue.answered(1, 400, 0);
        assertThat(get(venue.stepAfterMs(1_599))).isEmpty();
        session.heard(venue.nowNs);
        assertThat(get(venue.stepAfterMs(1))).hasSize(1);
        assertThat(venue.counts.failedRequests).isEqualTo(1);
    }

    @Test
    void requestsKeepToTheVenuesLimit() {
        venue.open();
        for (int i = 0; i < 5; i++) {
            session.snapshot("S" + i);
        }
        assertThat(get(venue.stepAfterMs(0))).hasSize(2);
        venue.answered(1, 200, 0);
        venue.answered(2, 200, 0);
        assertThat(get(venue.stepAfterMs(99))).isEmpty();
        assertThat(get(venue.stepAfterMs(1))).hasSize(1);
        assertThat(get(venue.stepAfterMs(100))).as("two at a time").hasSize(1);
        assertThat(get(venue.stepAfterMs(100))).isEmpty();
    }

    private static List<String> get(final List<String> said) {
        return said.stream().filter(text -> text.startsWith("get ")).toList();
    }
}
