package io.strikebook.pricer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.pricing.batch.BatchPricer;
import org.junit.jupiter.api.Test;

class WarmUpAgentTest {
    /** One option after the other is no garbage from the beginning, so this is done soon, whichever compilers there are. */
    @Test
    void isDoneOnceAChainGoesThroughWithoutAByte() {
        final WarmUpAgent warmUp = new WarmUpAgent(BatchPricer.scalar());
        assertThat(warmUp.isDone()).isFalse();
        warmUp.run();
        assertThat(warmUp.isDone()).isTrue();
    }

    @Test
    void whatIsStoppedIsNotDone() {
        final WarmUpAgent warmUp = new WarmUpAgent(BatchPricer.scalar());
        warmUp.stop();
        warmUp.run();
        assertThat(warmUp.isDone()).isFalse();
    }
}
