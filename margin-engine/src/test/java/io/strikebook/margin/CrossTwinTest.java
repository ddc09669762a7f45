package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strikebook.common.venue.CrossRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.margin.cross.CrossAccount;
import io.strikebook.margin.standard.MarginCore;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.Side;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Margin over all currencies of accounts that trade at random while marks, arrays and roll shocks change, against the slow obvious way: by the
 * published formulas, in floating point, from positions and cash alone, after each command.
 */
class CrossTwinTest {
    private static final long E8 = Harness.E8;
    private static final int ACCOUNTS = 4;
    private static final int SCENARIOS = 35;
    private static final double RANGE = 0.16;
    private static final double[] EXTENDED = {-0.66, -0.33, 0.5, 1, 2, 3, 4, 5};
    private static final double HAIRCUT = 0.1;
    private static final double OFFSET = 0.4;
    private static final double LEAST_ROLL = 0.01;

    private final Harness venue = new Harness(
                    VenueParameters.defaults().withCross(new CrossRules(10_000_000, 0, 0, false, 0, 40_000_000, 0)))
            .listAll();
    private final PortfolioFrames frames = new PortfolioFrames(venue);
    private final double[] marks = new double[5];
    private final double[] deltas = new double[5];
    private final double[][] changes = new double[5][SCENARIOS];
    private double index;
    private double roll;
    private int compared;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void marginIsThatOfTheTwinAfterEveryCommand(final long seed) {
        final Random random = new Random(seed);
        for (int account = 1; account <= ACCOUNTS; account++) {
            venue.account(account);
            venue.deposit(account, Currency.BTC, (10 + random.nextInt(100)) * E8);
            venue.deposit(account, Currency.USDC, (long) random.nextInt(1_000_000) * 1_000_000L);
        }
        remark(random);
        for (int account = 1; account <= ACCOUNTS; account++) {
            frames.model(account, account < 3 ? AccountMarginModel.CROSS_PORTFOLIO : AccountMarginModel.CROSS_STANDARD);
        }
        for (int i = 0; i < 300; i++) {
            venue.timestampNs += random.nextInt(700_000);
            if (random.nextInt(10) == 0) {
                remark(random);
                venue.tick();
            } else {
                trade(random);
            }
            venue.run();
            venue.engine.requireConsistent();
            for (int account = 1; account <= ACCOUNTS; account++) {
                compare(account);
            }
        }
        assertThat(compared).isGreaterThan(800);
    }

    private void trade(final Random random) {
        final int id = 1 + random.nextInt(4);
        final boolean option = id == Harness.CALL || id == Harness.PUT;
        final long price = option ? (1 + random.nextInt(200)) * 50_000L : (long) (marks[id] * E8);
        final int taker = 1 + random.nextInt(ACCOUNTS);
        final int maker = 1 + (taker + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        final long lots = 1 + random.nextInt(option ? 50 : 3_000);
        venue.trade(id, taker, random.nextBoolean() ? Side.BUY : Side.SELL, maker, lots, price);
    }

    private void remark(final Random random) {
        final long indexE8 = (9_000 + random.nextInt(2_000)) * E8;
        index = indexE8 / 1e8;
        final long[] idsAndPrices = new long[8];
        for (int id = 1; id <= 4; id++) {
            final boolean option = id == Harness.CALL || id == Harness.PUT;
            idsAndPrices[2 * id - 2] = id;
            idsAndPrices[2 * id - 1] = option ? random.nextInt(200) * 50_000L : indexE8 + random.nextInt(100) * E8;
            marks[id] = idsAndPrices[2 * id - 1] / 1e8;
        }
        venue.marks(indexE8, idsAndPrices);
        frames.begin(1);
        for (int id = Harness.CALL; id <= Harness.PUT; id++) {
            final int[] values = random.ints(SCENARIOS, -50_000_000, 50_000_000).toArray();
            final int deltaE9 = random.nextInt(1_000_000_000);
            frames.option(id, idsAndPrices[2 * id - 1], deltaE9).array(id, 1_000, values);
            deltas[id] = deltaE9 / 1e9 - marks[id];
            for (int i = 0; i < SCENARIOS; i++) {
                changes[id][i] = values[i] * 1e-9;
            }
        }
        final int rollE9 = 10_000_000 + random.nextInt(1_000_000);
        roll = rollE9 / 1e9;
        frames.rollShock(Harness.option(OptionType.CALL, 9000).expiryNs(), rollE9 * 1_000L)
                .end();
    }

    /** Re-marking is sliced, so only an account at the newest epoch compares. */
    private void compare(final int accountId) {
        final CrossAccount account = venue.engine.core().wallets().cross(accountId);
        if (account == null || account.leader().marksEpoch() != venue.epoch) {
            return;
        }
        compared++;
        final double coins = equity(accountId, Currency.BTC, account.isPortfolio());
        final double dollars = equity(accountId, Currency.USDC, account.isPortfolio());
        final double worth = coins * index;
        assertThat(account.figures().equityE8() / 1e8).isCloseTo(worth + dollars, within(0.01));
        assertThat(account.figures().collateralE8() / 1e8)
                .isCloseTo((worth > 0 ? worth * (1 - HAIRCUT) : worth) + dollars, within(0.01));
        final double initial = account.isPortfolio() ? portfolio(accountId, coins) : standard(accountId, 0.02, true);
        final double maintenance = account.isPortfolio() ? 0.8 * initial : standard(accountId, 0.01, false);
        assertThat(account.figures().initialE8() / 1e8).isCloseTo(initial, within(0.01));
        assertThat(account.figures().maintenanceE8() / 1e8).isCloseTo(maintenance, within(0.01));
    }

    private long lots(final int accountId, final int id) {
        final MarginCore core = venue.engine.core();
        final Wallet wallet = core.wallets().find(accountId, id == Harness.LINEAR ? Currency.USDC : Currency.BTC);
        final var position = core.positions().find(wallet.slot(), id);
        return position == null ? 0 : position.lots();
    }

    /** Cash, and every position at its mark less what it cost. */
    private double equity(final int accountId, final Currency currency, final boolean options) {
        final MarginCore core = venue.engine.core();
        final Wallet wallet = core.wallets().find(accountId, currency);
        double sum = wallet.cash() / (currency == Currency.BTC ? 1e8 : 1e6);
        for (int id = 1; id <= 4; id++) {
            final long lots = lots(accountId, id);
            if ((id == Harness.LINEAR) == (currency == Currency.USDC) && lots != 0) {
                final double cost = core.positions().find(wallet.slot(), id).costE12() / 1e12;
                final boolean option = id == Harness.CALL || id == Harness.PUT;
                if (option) {
                    sum += options ? 0.1 * lots * marks[id] : 0;
                } else {
                    sum += id == Harness.PERPETUAL ? cost - 10.0 * lots / marks[id] : 0.001 * lots * marks[id] - cost;
                }
            }
        }
        return sum;
    }

    private double standard(final int accountId, final double ratio, final boolean initial) {
        final double inverse = Math.abs(10.0 * lots(accountId, Harness.PERPETUAL) / marks[Harness.PERPETUAL]);
        final double inverseCoins = Math.abs(10.0 * lots(accountId, Harness.PERPETUAL)) / index;
        final double linear = Math.abs(0.001 * lots(accountId, Harness.LINEAR));
        double coins = inverse * (ratio + 0.00005 * inverseCoins);
        for (int id = Harness.CALL; id <= Harness.PUT; id++) {
            final double size = -0.1 * Math.min(0, lots(accountId, id));
            final boolean call = id == Harness.CALL;
            final double out = Math.max(0, call ? 9_000 - index : index - 9_000) / index;
            final double least = call ? 0.075 : Math.max(0.075, 0.075 * marks[id]);
            final double first = Math.max(0.15 - out, 0.1) + marks[id];
            coins += size * (initial ? call ? first : Math.max(first, least + marks[id]) : least + marks[id]);
        }
        return coins * index + linear * marks[Harness.LINEAR] * (ratio + 0.00005 * linear);
    }

    private double portfolio(final int accountId, final double equity) {
        final double inverse = 10.0 * lots(accountId, Harness.PERPETUAL) / marks[Harness.PERPETUAL];
        final double linear = 0.001 * lots(accountId, Harness.LINEAR);
        final double linearValue = linear * marks[Harness.LINEAR];
        double worst = 0;
        for (int i = 0; i < SCENARIOS; i++) {
            final boolean extended = i >= 27;
            final double move = extended ? Math.signum(EXTENDED[i - 27]) * RANGE : (i / 3 - 4) * RANGE / 4;
            final double multiples = extended ? Math.max(Math.abs(EXTENDED[i - 27]) / RANGE, 1) - 1 : 0;
            double coins = inverse * move / (1 + move);
            for (int id = Harness.CALL; id <= Harness.PUT; id++) {
                coins += 0.1 * lots(accountId, id) * changes[id][i];
            }
            final double inCoins = damped(coins, multiples * 100_000 / (index * (1 + move))) * index * (1 + move);
            final double inDollars = damped(linearValue * move, multiples * 25_000);
            final double held = damped(equity * index * move, multiples * 100_000);
            worst = Math.min(worst, offset(inCoins) + offset(inDollars) + held);
        }
        double options = 0;
        for (int id = Harness.CALL; id <= Harness.PUT; id++) {
            options += 0.1 * lots(accountId, id) * deltas[id];
        }
        return -worst
                + (Math.abs(inverse) * LEAST_ROLL + Math.abs(options) * roll) * index
                + Math.abs(linear) * LEAST_ROLL * index;
    }

    private static double damped(final double total, final double dampener) {
        return total < 0 ? Math.min(total + dampener, 0) : Math.max(total - dampener, 0);
    }

    private static double offset(final double gain) {
        return gain > 0 ? gain * OFFSET : gain;
    }
}
