package io.strikebook.pricer.future;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FundingTest {
    private static final long E8 = 100_000_000L;
    private static final long DAMPER_E12 = 250_000_000L;
    private static final long CAP_E12 = 5_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long INDEX_E8 = 10_000 * E8;

    /** Premium in USD at an index of 10,000, that is, in hundredths of a percent; rate likewise. */
    @ParameterizedTest
    @CsvSource({
        "4, 1.5",
        "-4, -1.5",
        "2.5, 0",
        "-2.5, 0",
        "0, 0",
        "1, 0",
        "52.5, 50",
        "60, 50",
        "-5000, -50",
        "20000, 50"
    })
    void isThePremiumBeyondTheDamperWithinTheCaps(final double premium, final double rate) {
        final long premiumE12 = Funding.premiumE12(INDEX_E8 + Math.round(premium * E8), INDEX_E8);
        assertThat(Funding.rateE12(premiumE12, DAMPER_E12, CAP_E12)).isEqualTo(Math.round(rate * E8));
    }

    @Test
    void isPublishedWhereItChangedAtMostOnceASecond() {
        final Funding funding = new Funding();
        assertThat(refresh(funding, 10_004, 0)).isTrue();
        assertThat(funding.rateE12()).isEqualTo(150_000_000L);
        assertThat(funding.premiumE12()).isEqualTo(400_000_000L);
        assertThat(refresh(funding, 10_004, 2 * SECOND_NS)).isFalse();
        assertThat(funding.dueNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(refresh(funding, 10_005, 3 * SECOND_NS)).isTrue();
        assertThat(refresh(funding, 10_006, 4 * SECOND_NS - 1)).isFalse();
        assertThat(funding.dueNs()).isEqualTo(4 * SECOND_NS);
        assertThat(refresh(funding, 10_006, 4 * SECOND_NS)).isTrue();
        assertThat(funding.rateE12()).isEqualTo(350_000_000L);
    }

    private static boolean refresh(final Funding funding, final long mark, final long timeNs) {
        return funding.refresh(mark * E8, INDEX_E8, DAMPER_E12, CAP_E12, timeNs);
    }
}
