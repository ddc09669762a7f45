package io.strikebook.books.greeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OpenInterestEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.PositionsDeliveredEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions that margin says have ended count no more, neither in sums nor in open interest. */
class DeliveredPositionsTest {
    private static final int OPTION = 1;

    private final PortfolioGreeks greeks = new PortfolioGreeks();
    private final GreeksFollower follower = new GreeksFollower(greeks);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();

    @BeforeEach
    void trade() {
        greeks.onListed(new Instrument(
                OPTION,
                1,
                new InstrumentTerms(
                        "BTC-26DEC25-90000-C",
                        "BTC",
                        InstrumentKind.OPTION,
                        OptionType.CALL,
                        ContractStyle.INVERSE,
                        Currency.BTC,
                        9_000_000_000_000L,
                        1_766_736_000_000_000_000L,
                        10_000,
                        10_000_000,
                        1_000)));
        greeks.onMark(OPTION, 5_000_000, 500_000_000, 1_000, 2_000, -3_000);
        greeks.onTrade(OPTION, 1, 2, 30);
    }

    /** A frame with the end of positions: account, lots, and so on. */
    private void delivered(final long... accountsAndLots) {
        final PositionsDeliveredEncoder encoder = new PositionsDeliveredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .underlyingId(1);
        final PositionsDeliveredEncoder.PositionsEncoder positions = encoder.positionsCount(accountsAndLots.length / 2);
        for (int i = 0; i < accountsAndLots.length; i += 2) {
            positions
                    .next()
                    .signedLots(accountsAndLots[i + 1])
                    .amount(0)
                    .fee(0)
                    .balanceChangeE12(0)
                    .accountId((int) accountsAndLots[i])
                    .instrumentId(OPTION);
        }
        follower.onMargin(buffer, 0, FrameLayout.HEADER_LENGTH + encoder.encodedLength());
    }

    private void openInterest(final long lots) {
        new OpenInterestEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .openLots(lots)
                .instrumentId(OPTION)
                .reserved(0);
        follower.onMargin(buffer, 0, FrameLayout.HEADER_LENGTH + OpenInterestEncoder.BLOCK_LENGTH);
    }

    @Test
    void whatEndedCountsNoMore() {
        openInterest(30);
        delivered(1, 30, 2, -30);
        openInterest(0);
        assertThat(greeks.positionLots(1, OPTION)).isZero();
        assertThat(greeks.positionLots(2, OPTION)).isZero();
        greeks.visit(0, (account, series, sums) -> assertThat(sums.deltaE9()).isZero());
        assertThat(follower.compared()).isEqualTo(2);
    }

    @Test
    void whatDidNotEndIsMissed() {
        delivered(2, -30);
        assertThatThrownBy(() -> openInterest(0)).hasMessageContaining("open lots");
    }
}
