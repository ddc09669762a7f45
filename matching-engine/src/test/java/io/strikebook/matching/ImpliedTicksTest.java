package io.strikebook.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Legs of different ticks, none of them that of the combination. The rules know no tick but where a post-only order is moved: so a venue of
 * these ticks does what one of ticks of 1 does, which is compared with the reference, as long as prices are of both.
 */
class ImpliedTicksTest {
    private static final int COMMANDS = 4_000;
    private static final long[] TICKS = {5, 3, 1_000};
    private static final long[] ONES = {1, 1, 1};
    private static final long COMBO_TICK = 40;
    private static final int[] RATIOS = {2, -3, 1};

    /** Around which prices are, of the legs and of the combination. */
    private static final long[] MIDDLES = {3_000, 3_000, 20_000, 17_000};

    private static final int ACCOUNTS = 5;

    private final ListedCombination coarse = new ListedCombination(COMBO_TICK, TICKS, RATIOS);
    private final ListedCombination fine = new ListedCombination(1, ONES, RATIOS);
    private final List<Long> ids = new ArrayList<>();
    private SplittableRandom random;
    private int implied;
    private int offTick;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33, 34})
    void tradesAsWithTicksOfOne(final long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < COMMANDS; i++) {
            final long drawn = random.nextLong();
            random = new SplittableRandom(drawn);
            next(coarse.commands);
            random = new SplittableRandom(drawn);
            next(fine.commands);
            final List<String> events = coarse.harness.events();
            assertThat(events).as("seed %d, command %d", seed, i).isEqualTo(fine.harness.events());
            coarse.harness.engine.rules().implied().check();
            events.forEach(this::note);
        }
        coarse.harness.engine.check();
        assertThat(implied).as("trades with legs").isGreaterThan(100);
        assertThat(offTick).as("of them at no tick of the combination").isGreaterThan(50);
        coarse.close();
        fine.close();
    }

    private void note(final String event) {
        if (event.startsWith("implied ") || event.startsWith("implied-rested ")) {
            implied++;
            final String price = event.substring(event.indexOf('@') + 1).split(" ")[0];
            offTick += Long.parseLong(price) % COMBO_TICK == 0 ? 0 : 1;
        }
    }

    private void next(final Commands commands) {
        final int die = random.nextInt(100);
        if (die < 15 && !ids.isEmpty()) {
            final int place = random.nextInt(ids.size());
            commands.cancel(1 + random.nextInt(ACCOUNTS), 0, ids.get(place));
        } else if (die < 25 && !ids.isEmpty()) {
            final int instrument = 1 + random.nextInt(4);
            commands.replace(
                    1 + random.nextInt(ACCOUNTS),
                    instrument,
                    ids.get(random.nextInt(ids.size())),
                    price(instrument),
                    1 + random.nextInt(20));
        } else if (die < 28) {
            commands.tick();
        } else {
            order(commands);
        }
    }

    private void order(final Commands commands) {
        final ReferenceMatching.Entry order = ReferenceMatching.Entry.limit(
                1 + random.nextInt(ACCOUNTS),
                1 + random.nextInt(4),
                random.nextBoolean() ? Side.BUY : Side.SELL,
                0,
                1 + random.nextInt(12));
        order.price = price(order.instrument);
        order.id = commands.nextOrderId();
        switch (random.nextInt(8)) {
            case 0 -> order.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
            case 1 -> order.timeInForce = TimeInForce.FILL_OR_KILL;
            case 2 -> {
                order.detailed = true;
                order.display = 2;
                order.open += 10;
            }
            case 3 -> {
                order.type = OrderType.MARKET;
                order.timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
            }
            default -> {}
        }
        commands.newOrder(order);
        if (!ids.contains(order.id)) {
            ids.add(order.id);
        }
    }

    private long price(final int instrument) {
        final boolean combination = instrument > TICKS.length;
        final long tick = combination ? COMBO_TICK : TICKS[instrument - 1];
        final long steps = combination || instrument < 3 ? 30 : 4;
        return MIDDLES[instrument - 1] / tick * tick + (random.nextInt((int) (2 * steps)) - steps) * tick;
    }

    /** What the legs ask is of no tick of the combination: the order goes to the next one inside of it, on its own side. */
    @Test
    void postOnlyOrdersGoToTheNextTickOfTheCombinationInside() {
        for (final ListedCombination venue : List.of(coarse, fine)) {
            venue.commands.limit(1, 1, Side.SELL, 3_005, 2);
            venue.commands.limit(2, 2, Side.BUY, 3_000, 3);
            venue.commands.limit(3, 3, Side.SELL, 20_000, 1);
            venue.harness.events();
        }
        final long offered = 2 * 3_005 - 3 * 3_000 + 20_000;
        assertThat(offered).isEqualTo(17_010);
        assertThat(priceOfPostOnly(coarse, 17_040)).isEqualTo(17_000);
        assertThat(priceOfPostOnly(fine, 17_040)).isEqualTo(17_009);
        coarse.commands.tick();
        coarse.commands.skip(50_000_000L);
        coarse.commands.tick();
        assertThat(coarse.harness.events()).anyMatch(event -> event.contains("1@17010"));
        coarse.commands.limit(4, coarse.combo, Side.BUY, 17_040, 1);
        assertThat(coarse.harness.events())
                .as("it asks for 17,040, and gets what the legs ask")
                .anyMatch(event -> event.startsWith("implied ") && event.contains(" 1@17010 "));
        coarse.close();
        fine.close();
    }

    private static long priceOfPostOnly(final ListedCombination venue, final long price) {
        venue.commands.newOrder(
                5, venue.combo, Side.BUY, OrderType.LIMIT, TimeInForce.GOOD_TIL_CANCELLED, price, 1, true, false);
        final String accepted = venue.harness.events().get(0);
        return Long.parseLong(accepted.substring(accepted.indexOf('@') + 1).split(" ")[0]);
    }
}
