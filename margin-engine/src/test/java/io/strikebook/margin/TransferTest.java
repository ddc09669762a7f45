package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.margin.NumberRange;
import io.strikebook.common.venue.Currencies;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.margin.Harness.Answer;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TransferCommandEncoder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money that goes from one account to another: as much as could be withdrawn and deposited, and never anything on the way. */
class TransferTest {
    private static final long E8 = Harness.E8;
    private static final int ACCOUNTS = 4;

    private final Harness venue = new Harness(VenueParameters.defaults()).listAll();
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();

    @BeforeEach
    void open() {
        for (int account = 1; account <= ACCOUNTS; account++) {
            venue.account(account);
        }
        venue.deposit(1, Currency.BTC, 5 * E8);
        venue.run();
    }

    private void transfer(final int from, final int to, final Currency currency, final long amount) {
        final var encoder = new TransferCommandEncoder();
        final int offset = venue.open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(venue.commands.buffer(), offset, header)
                .amount(amount)
                .accountId(from)
                .counterpartyId(to)
                .currency(currency);
        venue.close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
    }

    private long cash(final int account, final Currency currency) {
        final Wallet wallet = venue.engine.core().wallets().find(account, currency);
        return wallet == null ? 0 : wallet.cash();
    }

    @Test
    void bothStatesAreReportedAtOnce() {
        transfer(1, 2, Currency.BTC, 2 * E8);
        final List<Answer> answers = venue.run();
        assertThat(answers).extracting(Answer::message).containsExactly("state", "state");
        assertThat(answers).extracting(Answer::accountId).containsExactly(1, 2);
        assertThat(answers).extracting(Answer::cash).containsExactly(3 * E8, 2 * E8);
    }

    @Test
    void whatIsNotThereIsRefusedAndBothAreReported() {
        transfer(1, 2, Currency.BTC, 5 * E8 + 1);
        final List<Answer> answers = venue.run();
        assertThat(answers.getFirst().code()).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        assertThat(answers.getFirst().accountId()).isOne();
        assertThat(answers).extracting(Answer::accountId).containsExactlyInAnyOrder(1, 1, 2);
        assertThat(cash(1, Currency.BTC)).isEqualTo(5 * E8);
        assertThat(cash(2, Currency.BTC)).isZero();
    }

    @Test
    void marginStays() {
        venue.deposit(2, Currency.BTC, 100 * E8);
        venue.marks(10_000 * E8, Harness.PERPETUAL, 10_000 * E8);
        new PortfolioFrames(venue).model(1, AccountMarginModel.PORTFOLIO);
        venue.trade(Harness.PERPETUAL, 1, Side.SELL, 2, 10_000, 10_000 * E8);
        venue.timestampNs += 10_000_000;
        venue.tick();
        venue.run();
        final Wallet wallet = venue.engine.core().wallets().find(1, Currency.BTC);
        final long most = wallet.availableE12() / Currencies.unitE12(Currency.BTC);
        assertThat(wallet.initialMarginE12()).isPositive();
        transfer(1, 3, Currency.BTC, most + 1);
        assertThat(venue.run().getFirst().code()).isEqualTo(RejectCode.INSUFFICIENT_FUNDS);
        transfer(1, 3, Currency.BTC, most);
        venue.run();
        assertThat(cash(3, Currency.BTC)).isEqualTo(most);
        assertThat(wallet.flags()).isZero();
    }

    @Test
    void nobodyGetsMoreThanCanBeCounted() {
        final long most = NumberRange.MAX_ORDERED_E12 / Currencies.unitE12(Currency.USDC);
        venue.deposit(1, Currency.USDC, most);
        venue.deposit(2, Currency.USDC, most);
        venue.run();
        transfer(1, 2, Currency.USDC, 1);
        assertThat(venue.run().getFirst().code()).isEqualTo(RejectCode.ARITHMETIC_OVERFLOW);
        assertThat(cash(1, Currency.USDC)).isEqualTo(most);
    }

    /** The harness checks after each command that money of each currency sums to zero. */
    @Test
    void randomTransfersKeepTheSum() {
        final Random random = new Random(11);
        final long[][] expected = new long[ACCOUNTS + 1][3];
        final Currency[] currencies = {Currency.BTC, Currency.ETH, Currency.USDC};
        expected[1][0] = 5 * E8;
        for (int i = 0; i < 2_000; i++) {
            final int from = 1 + random.nextInt(ACCOUNTS);
            final int to = 1 + (from + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
            final int currency = random.nextInt(currencies.length);
            if (random.nextInt(20) == 0) {
                venue.deposit(from, currencies[currency], 1_000);
                expected[from][currency] += 1_000;
            } else {
                final long amount = 1 + random.nextInt(2_000);
                transfer(from, to, currencies[currency], amount);
                final boolean enough = amount <= expected[from][currency];
                expected[from][currency] -= enough ? amount : 0;
                expected[to][currency] += enough ? amount : 0;
            }
            venue.run();
            for (int account = 1; account <= ACCOUNTS; account++) {
                assertThat(cash(account, currencies[currency])).isEqualTo(expected[account][currency]);
            }
        }
    }
}
