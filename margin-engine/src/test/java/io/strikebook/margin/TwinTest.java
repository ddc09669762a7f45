package io.strikebook.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.Currencies;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.memory.MemoryQueue;
import io.strikebook.ipc.snapshot.SnapshotInput;
import io.strikebook.ipc.snapshot.SnapshotOutput;
import io.strikebook.margin.standard.Wallet;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.Side;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random trades among a few accounts against a twin in decimals; after every command all invariants hold. */
class TwinTest {
    private static final long E8 = Harness.E8;
    private static final int ACCOUNTS = 5;
    private static final List<InstrumentTerms> TERMS = List.of(
            Harness.perpetual(),
            Harness.option(OptionType.CALL, 9000),
            Harness.option(OptionType.PUT, 9000),
            Harness.linear(),
            SpotTrading.terms());

    private final Harness venue = new Harness(Harness.parameters(4, 1_000_000L, 2)).listAll();
    private static final int SPOT = 5;
    private final PortfolioFrames frames = new PortfolioFrames(venue);
    private final DecimalTwin twin = new DecimalTwin();
    private final Map<InstrumentTerms, Long> marksE8 = new HashMap<>();
    private final long[] fills = new long[ACCOUNTS + 1];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void worthIsThatOfTheTwinWithinRounding(final long seed) {
        final Random random = new Random(seed);
        open(random);
        for (int i = 0; i < 400; i++) {
            step(random);
            venue.run();
            for (int account = 1; account <= ACCOUNTS; account++) {
                compare(account, Currency.BTC);
                compare(account, Currency.USDC);
            }
        }
        assertThat(venue.engine.core().positions().openCount()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void continuesFromASnapshotAsIfNothingHadHappened(final long seed) {
        final Random random = new Random(seed);
        open(random);
        for (int i = 0; i < 100 + random.nextInt(100); i++) {
            step(random);
        }
        venue.run();
        final SnapshotOutput saved = new SnapshotOutput();
        venue.engine.save(saved);
        final Publication margin = new MemoryQueue().publication();
        final MarginEngine engine = new MarginEngine(Harness.parameters(4, 1_000_000L, 2), margin);
        final SnapshotInput input = new SnapshotInput(saved.buffer(), 0, saved.length());
        engine.load(input);
        input.end();
        engine.requireConsistent();
        assertThat(engine.stateHash()).isEqualTo(venue.engine.stateHash());
        final SnapshotOutput again = new SnapshotOutput();
        engine.save(again);
        assertThat(again.length()).isEqualTo(saved.length());
        final MarginAgent agent = new MarginAgent(
                engine,
                venue.commandQueue.subscription(),
                venue.executionQueue.subscription(),
                venue.markQueue.subscription(),
                margin);
        agent.onStart();
        for (int i = 0; i < 200; i++) {
            step(random);
            if (i % 50 == 49) {
                venue.checkpoint();
            }
            venue.run();
            while (agent.doWork() > 0) {
                engine.requireConsistent();
            }
            assertThat(engine.stateHash()).isEqualTo(venue.engine.stateHash());
            assertThat(margin.producedHash()).isEqualTo(venue.margin.producedHash());
            assertThat(engine.consumedHash()).isEqualTo(venue.engine.consumedHash());
        }
        assertThat(margin.lastSequence()).isEqualTo(venue.sequence);
    }

    private void open(final Random random) {
        venue.list(SpotTrading.terms());
        for (int account = 1; account <= ACCOUNTS; account++) {
            venue.account(account);
            deposit(account, Currency.BTC, 1_000 * E8);
            deposit(account, Currency.USDC, 1_000_000L * 1_000_000L);
        }
        remark(random);
        venue.run();
    }

    private void step(final Random random) {
        venue.timestampNs += random.nextInt(700_000);
        switch (random.nextInt(12)) {
            case 0 -> {
                remark(random);
                venue.tick();
            }
            case 1 -> deposit(1 + random.nextInt(ACCOUNTS), Currency.BTC, 1 + random.nextInt(1_000_000));
            case 2 -> venue.tick();
            case 5 -> frames.model(1 + random.nextInt(ACCOUNTS), AccountMarginModel.get((short) random.nextInt(4)));
            case 4 -> venue.fires(1 + random.nextInt(ACCOUNTS), random.nextInt(9), random.nextInt(9));
            case 3 -> venue.rest(Harness.PERPETUAL, 1 + random.nextInt(ACCOUNTS));
            default -> trade(random);
        }
    }

    private void trade(final Random random) {
        final int id = 1 + random.nextInt(TERMS.size());
        final InstrumentTerms terms = TERMS.get(id - 1);
        final int taker = 1 + random.nextInt(ACCOUNTS);
        final int maker = 1 + random.nextInt(ACCOUNTS);
        final boolean buys = random.nextBoolean();
        final long lots = 1 + random.nextInt(id == Harness.PERPETUAL ? 5_000 : 50);
        final long priceE8 = price(random, id);
        venue.trade(id, taker, buys ? Side.BUY : Side.SELL, maker, lots, priceE8);
        twin.trade(terms, buys ? taker : maker, buys ? maker : taker, !buys, lots, priceE8);
        fills[taker]++;
        fills[maker]++;
    }

    private void remark(final Random random) {
        final long[] idsAndPrices = new long[2 * TERMS.size()];
        for (int id = 1; id <= TERMS.size(); id++) {
            idsAndPrices[2 * id - 2] = id;
            idsAndPrices[2 * id - 1] = price(random, id);
            if (id == SPOT) {
                continue; // its mark, which nobody should send, is passed over
            }
            marksE8.put(TERMS.get(id - 1), idsAndPrices[2 * id - 1]);
        }
        venue.marks(price(random, Harness.PERPETUAL), idsAndPrices);
        frames.begin(1);
        for (int id = Harness.CALL; id <= Harness.PUT; id++) {
            if (random.nextInt(3) != 0) {
                final int[] values = random.ints(PortfolioFrames.SCENARIOS, -50_000_000, 50_000_000)
                        .toArray();
                frames.option(id, idsAndPrices[2 * id - 1], random.nextInt(1_000_000_000))
                        .array(id, 1_000, values);
            }
        }
        frames.rollShock(TERMS.get(1).expiryNs(), 10_000_000_000L + random.nextInt(1_000_000_000))
                .end();
    }

    private static long price(final Random random, final int instrumentId) {
        return instrumentId == Harness.CALL || instrumentId == Harness.PUT
                ? random.nextInt(200) * 50_000L
                : 9_000 * E8 + random.nextInt(4_000) * (E8 / 2);
    }

    private void deposit(final int account, final Currency currency, final long amount) {
        venue.deposit(account, currency, amount);
        twin.deposit(account, currency, amount);
    }

    /** Re-marking is sliced, so only an account at the newest epoch compares. */
    private void compare(final int account, final Currency currency) {
        final Wallet wallet = venue.engine.core().wallets().find(account, currency);
        for (int id = 1; id <= TERMS.size(); id++) {
            if (TERMS.get(id - 1).settlementCurrency() == currency) {
                final var position = venue.engine.core().positions().find(wallet.slot(), id);
                assertThat(position == null ? 0 : position.lots()).isEqualTo(twin.lots(account, TERMS.get(id - 1)));
            }
        }
        if (wallet.marksEpoch() == venue.epoch) {
            final BigDecimal unit = BigDecimal.ONE.movePointLeft(Currencies.decimals(currency));
            final BigDecimal tolerance = unit.multiply(BigDecimal.valueOf(2 * fills[account] + 1));
            final BigDecimal worth = BigDecimal.valueOf(wallet.equityE12(), 12);
            assertThat(worth.subtract(twin.equity(account, currency, marksE8)).abs())
                    .isLessThanOrEqualTo(tolerance);
        }
    }
}
