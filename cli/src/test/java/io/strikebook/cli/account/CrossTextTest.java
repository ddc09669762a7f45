package io.strikebook.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.runner.account.CrossReport;
import io.strikebook.schemas.AccountMarginModel;
import org.junit.jupiter.api.Test;

/** What is said of an account's margin over all its currencies. */
class CrossTextTest {
    private static final long E8 = 100_000_000L;
    private static final CrossReport REPORT = new CrossReport(
            70_000 * E8,
            64_000 * E8,
            8_500 * E8,
            25 * E8 / 10,
            6_800 * E8,
            55_497 * E8,
            8_000 * E8,
            500 * E8,
            0,
            0,
            false,
            false);

    @Test
    void everySumIsADollarAmount() {
        final String text = String.join("\n", CrossText.lines(REPORT, AccountMarginModel.CROSS_PORTFOLIO));
        assertThat(text)
                .contains("70000.00", "haircuts 6000.00", "8502.50", "positions 8500.00, open orders and quotes 2.50")
                .contains("worst case 8000.00, roll shock 500.00, delta shock 0.00, contingency 0.00", "55497.00");
        assertThat(String.join("\n", CrossText.lines(REPORT, AccountMarginModel.CROSS_STANDARD)))
                .doesNotContain("worst case");
    }

    @Test
    void jsonHasTheSameSums() {
        assertThat(CrossText.json(REPORT).toString())
                .contains("\"collateralUsd\":64000", "\"initialMarginUsd\":8502.5", "\"belowMaintenance\":false");
    }
}
