package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A settlement of many accounts is one group, far longer than a document, and states follow in a bounded number of ticks. */
class ManyAccountsTest {
    private static final int ACCOUNTS = Integer.getInteger("strikebook.settlement.accounts", 50_000);

    @Test
    void allAccountsAreSettledInOneGroup() {
        final ManyAccounts venue = new ManyAccounts(ACCOUNTS);
        venue.expireNs();
        assertThat(venue.groups()).isOne();
        assertThat(venue.delivered()).isEqualTo(ACCOUNTS);
        assertThat(venue.settled()).isOne();
        assertThat(venue.bytes()).isBetween(30L * 65_536, 48L * ACCOUNTS);
        assertThat(venue.openPositions()).as("perpetuals").isEqualTo(ACCOUNTS);
        venue.requireConsistent();
        assertThat(venue.ticksToReport()).isEqualTo((ACCOUNTS + 255) / 256);
        venue.dayNs();
        venue.requireConsistent();
    }
}
