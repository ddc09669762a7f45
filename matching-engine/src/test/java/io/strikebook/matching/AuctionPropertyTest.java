package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Auctions of random books end at the price, and with the trades, that {@link SlowAuction} finds by trying every price: opening auctions, and
 * the auctions of batches, one after the other. In the books are icebergs and market orders, orders that may only reduce and orders of
 * accounts that do not trade with themselves; what cannot wait is refused and not part of it.
 */
class AuctionPropertyTest {
    private static final int BOOK = 1;
    private static final int ACCOUNTS = 6;
    private static final int STEPS = 24;
    private static final int MOST_ORDERS = 24;
    private static final long BATCH_NS = 1_000;
    private static final Pattern FILL =
            Pattern.compile("fill \\d+ maker (\\d+) taker (\\d+) (\\d+@\\d+) open \\d+ \\d+ auction");
    private static final SelfTradePrevention[] MODES = {
        SelfTradePrevention.CANCEL_TAKER,
        SelfTradePrevention.CANCEL_MAKER,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT
    };

    private final EngineHarness harness = new EngineHarness();
    private final Commands commands = harness.commands;
    private final PhaseCommands phases = new PhaseCommands(commands);
    private final Set<Long> immediate = new HashSet<>();
    private SplittableRandom random;
    private SlowAuction twin;
    private long tick;
    private long epoch;
    private long skippedNs;

    @Property(tries = 400)
    void openingAuctions(@ForAll final long seed) {
        new AuctionPropertyTest().opening(seed);
    }

    @Property(tries = 400)
    void batches(@ForAll final long seed) {
        new AuctionPropertyTest().batch(seed);
    }

    @Example
    void everyCriterionDecidesOften() {
        final int[] counts = new int[5];
        for (int seed = 0; seed < 400; seed++) {
            final AuctionPropertyTest auctions = new AuctionPropertyTest();
            auctions.opening(seed);
            counts[0] += auctions.twin.prices;
            counts[1] += auctions.twin.bySurplus;
            counts[2] += auctions.twin.byDistance;
            counts[3] += auctions.twin.byLowest;
            counts[4] += auctions.twin.second;
        }
        System.out.printf(
                "auctions: %d prices, %d of them by surplus, %d by reference price, %d the lower of two; %d second prices%n",
                counts[0], counts[1], counts[2], counts[3], counts[4]);
        for (final int count : counts) {
            assertThat(count).isGreaterThan(20);
        }
    }

    private void list(final long seed) {
        random = new SplittableRandom(seed);
        tick = new long[] {1, 2, 5, 50}[random.nextInt(4)];
        twin = new SlowAuction(tick);
        commands.list(
                BOOK,
                new InstrumentTerms(
                        "PERPETUAL",
                        "BTC",
                        InstrumentKind.PERPETUAL,
                        OptionType.NONE,
                        ContractStyle.LINEAR,
                        Currency.USDC,
                        0,
                        0,
                        tick,
                        1,
                        1_000));
        for (int account = 1; account <= ACCOUNTS; account++) {
            if (random.nextBoolean()) {
                twin.modes.put(account, MODES[random.nextInt(MODES.length)]);
                new VenueCommands(commands).selfTradePrevention(account, 0, twin.modes.get(account));
            }
        }
    }

    private void opening(final long seed) {
        list(seed);
        commands.phase(BOOK, InstrumentPhase.OPENING_AUCTION);
        for (int auction = 0; auction < 4; auction++) {
            mark();
            harness.events();
            fill(false);
            commands.phase(BOOK, InstrumentPhase.OPEN);
            assertThat(fills(harness.events())).as("seed %d", seed).isEqualTo(twin.end());
            drop();
            commands.phase(BOOK, InstrumentPhase.OPENING_AUCTION);
        }
        end();
    }

    private void batch(final long seed) {
        list(seed);
        phases.mode(BOOK, MarketMode.BATCH_AUCTION, BATCH_NS);
        for (int auction = 0; auction < 4; auction++) {
            mark();
            harness.events();
            fill(true);
            skippedNs += BATCH_NS;
            commands.skip(skippedNs);
            commands.tick();
            assertThat(fills(harness.events())).as("seed %d", seed).isEqualTo(twin.end());
            drop();
        }
        end();
    }

    private void end() {
        harness.events();
        harness.engine.check();
        harness.close();
    }

    /** Near the prices, on the grid or off it; in some sessions there is none. */
    private void mark() {
        if (epoch > 0 || random.nextInt(3) > 0) {
            twin.mark = 100 * tick + random.nextLong(STEPS * tick);
            commands.marks().mark(++epoch, BOOK, twin.mark, 0, 0);
            commands.marksTo(epoch);
            commands.triggers().marksAdvanced();
        }
    }

    /** Orders, each told to the twin where it is taken; in an opening auction what would trade is indicated after each. */
    private void fill(final boolean batch) {
        String indicated = twin.indication(BOOK);
        for (int i = 1 + random.nextInt(MOST_ORDERS); i > 0; i--) {
            final ReferenceMatching.Entry order = order();
            final boolean ioc = order.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL;
            final boolean waits = order.timeInForce == TimeInForce.GOOD_TIL_CANCELLED || batch && ioc;
            final boolean taken = waits && order.minimum == 0;
            commands.newOrder(order);
            final List<String> events = harness.events();
            assertThat(events.contains(EventText.rejected(RejectCode.NOT_IN_AUCTION)))
                    .isNotEqualTo(taken);
            if (!taken) {
                continue;
            }
            twin.add(new SlowAuction.Bid(
                    order.id, order.account, order.side, order.price, order.open, order.reduceOnly));
            if (ioc || order.type == OrderType.MARKET) {
                immediate.add(order.id);
            }
            if (!batch) {
                final String now = twin.indication(BOOK);
                assertThat(events)
                        .filteredOn(event -> event.startsWith("indicated"))
                        .isEqualTo(now == null || now.equals(indicated) ? List.of() : List.of(now));
                indicated = now;
            }
        }
    }

    private ReferenceMatching.Entry order() {
        final ReferenceMatching.Entry order = ReferenceMatching.Entry.limit(
                1 + random.nextInt(ACCOUNTS),
                BOOK,
                random.nextBoolean() ? Side.BUY : Side.SELL,
                (100 + random.nextInt(STEPS)) * tick,
                1 + random.nextInt(4));
        order.id = commands.nextOrderId();
        switch (random.nextInt(12)) {
            case 0 -> order.timeInForce = TimeInForce.FILL_OR_KILL;
            case 1 -> order.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
            case 2 -> {
                order.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
                order.detailed = true;
                order.minimum = 1;
            }
            case 3 -> {
                order.type = OrderType.MARKET;
                order.price = (order.side == Side.BUY ? 100 + 2 * STEPS : 100 - STEPS) * tick;
            }
            case 4 -> {
                order.detailed = true;
                order.display = 1;
                order.open += 5;
            }
            case 5, 6 -> order.reduceOnly = true;
            default -> {}
        }
        return order;
    }

    /** What may not rest ends with its auction. */
    private void drop() {
        twin.orders.removeIf(order -> immediate.contains(order.id));
    }

    private static List<String> fills(final List<String> events) {
        return events.stream()
                .filter(event -> event.startsWith("fill"))
                .map(FILL::matcher)
                .filter(Matcher::matches)
                .map(fill -> fill.group(1) + " " + fill.group(2) + " " + fill.group(3))
                .toList();
    }
}
