package io.strikebook.ipc.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleStrategiesTest {
    private static final int LOOKS = 300;

    @ParameterizedTest
    @CsvSource({"busy", "yielding", "backoff"})
    void everyNameIsAStrategyThatComesBack(final String name) {
        final IdleStrategy strategy = IdleStrategies.byName(name);
        for (int i = 0; i < LOOKS; i++) {
            strategy.idle(0);
            strategy.idle(1);
        }

        assertThat(IdleStrategies.NAMES).contains(name);
    }

    @Test
    void namesMeanWhatTheySay() {
        assertThat(IdleStrategies.NAMES).containsExactly("busy", "yielding", "backoff");
        assertThat(IdleStrategies.byName("busy")).isInstanceOf(BusySpinIdleStrategy.class);
        assertThat(IdleStrategies.byName("yielding")).isInstanceOf(YieldingIdleStrategy.class);
        assertThat(IdleStrategies.byName("backoff")).isInstanceOf(BackoffIdleStrategy.class);
    }

    /** Backoff spins and yields some 200 times and then sleeps, longer each time up to what it is told. */
    @Test
    void sleepsNoLongerThanTold() {
        assertThat(idleNs(IdleStrategies.byName("backoff", TimeUnit.MILLISECONDS.toNanos(4))))
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(IdleStrategies.byName("backoff", 1).toString()).contains("maxParkPeriodNs=1000");
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> IdleStrategies.byName("nap"))
                .hasMessage("idle strategy 'nap' is none of [busy, yielding, backoff]");
    }

    private static long idleNs(final IdleStrategy strategy) {
        final long startNs = System.nanoTime();
        for (int i = 0; i < LOOKS; i++) {
            strategy.idle(0);
        }
        return System.nanoTime() - startNs;
    }
}
