package io.strikebook.sequencer.pretrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What pre-trade promises for standard accounts, tried out: whichever of the accepted orders fill, and however much of each, the margin
 * balance afterwards, less what it may have moved by without a report, covers the initial margin of the positions afterwards, at the same marks.
 */
class EveryFillTest {
    private static final VenueParameters PARAMETERS = VenueParameters.defaults();
    private static final long INDEX_E8 = 1_000_000_000_000L;
    private static final int MAX_ORDERS = 5;
    private static final int MAX_LOTS = 3;

    /** Each fill rounds a value and a fee, the margin of each instrument rounds once: a few units of 1e-12. */
    private static final long ROUNDING_E12 = 12L * MAX_ORDERS;

    private final StateHash hash = new StateHash();
    private final MarkHistory marks = new MarkHistory(8, 2, hash);
    private final Mirror mirror = new Mirror(PARAMETERS, marks, new RiskHistory(PARAMETERS, marks, hash), hash);
    private final List<Instrument> instruments = new ArrayList<>();
    private final long[] marksE8 = new long[8];
    private final FillEffects effects = new FillEffects(PARAMETERS, INDEX_E8, marksE8);
    private final long[] positions = new long[8];
    private final List<Order> accepted = new ArrayList<>();
    private int refused;
    private int pairs;

    /** Pairs that only count as much as their larger order. */
    private int helped;

    /** Of orders of one pair, counted from 1, at most one trades; 0: of none. */
    private record Order(Instrument instrument, boolean buy, long priceE8, long lots, int pair) {}

    /** What an order asks for, before it is accepted. */
    private record Wish(Exposure exposure, boolean buy, long priceE8, long lots) {}

    @Property(tries = 250)
    void marginBalanceCoversEveryFillOfInverseContracts(@ForAll final long seed) {
        new EveryFillTest().tryInverse(seed);
    }

    private void tryInverse(final long seed) {
        final Random random = new Random(seed);
        list(InstrumentKind.OPTION, OptionType.CALL, ContractStyle.INVERSE, (150 + random.nextInt(300)) * 10_000L);
        list(InstrumentKind.OPTION, OptionType.PUT, ContractStyle.INVERSE, (1 + random.nextInt(3_000)) * 10_000L);
        list(InstrumentKind.PERPETUAL, OptionType.NONE, ContractStyle.INVERSE, INDEX_E8 + random.nextInt(1 << 30));
        tryOrders(random);
    }

    @Property(tries = 250)
    void marginBalanceCoversEveryFillOfLinearContracts(@ForAll final long seed) {
        new EveryFillTest().tryLinear(seed);
    }

    private void tryLinear(final long seed) {
        final Random random = new Random(seed);
        final long coinE8 = 100_000_000L;
        list(InstrumentKind.OPTION, OptionType.PUT, ContractStyle.LINEAR, (1 + random.nextInt(3_000)) * coinE8);
        list(InstrumentKind.PERPETUAL, OptionType.NONE, ContractStyle.LINEAR, INDEX_E8 + random.nextInt(1 << 30));
        tryOrders(random);
    }

    @Example
    void balancesAreTightEnoughForOrdersToBeRefused() {
        int refusals = 0;
        int acceptances = 0;
        int helpful = 0;
        for (int seed = 0; seed < 50; seed++) {
            final EveryFillTest example = new EveryFillTest();
            example.tryInverse(seed);
            refusals += example.refused;
            acceptances += example.accepted.size();
            helpful += example.helped;
        }
        assertThat(refusals).isGreaterThan(50);
        assertThat(acceptances).isGreaterThan(100);
        assertThat(helpful).as("orders that a pair left room for").isGreaterThan(5);
    }

    private void list(final InstrumentKind kind, final OptionType type, final ContractStyle style, final long markE8) {
        final int id = instruments.size() + 1;
        final Instrument instrument = FillEffects.instrument(id, kind, type, style, 10_000_000_000L);
        instruments.add(instrument);
        marksE8[id] = markE8;
        marks.index(1, INDEX_E8, 1);
        marks.mark(id, markE8, 1);
    }

    private void tryOrders(final Random random) {
        mirror.createAccount(1, 100);
        final Account account = mirror.account(1);
        for (final Instrument instrument : instruments) {
            final long position = random.nextInt(9) - 4;
            positions[instrument.instrumentId()] = position;
            mirror.restorePositions(mirror.exposure(account, instrument), position, position);
        }
        final CurrencyView view =
                account.view(instruments.get(0).terms().settlementCurrency().value());
        final long initialE12 = effects.initialMarginE12(instruments, positions);
        final long unitE12 = instruments.get(0).terms().style() == ContractStyle.INVERSE ? 1 : 10_000;
        final long balanceE12 =
                initialE12 + (long) (random.nextDouble() * random.nextInt(150)) * 1_000_000_000L * unitE12;
        mirror.restoreState(view, 1, 1, balanceE12, initialE12, 0);
        for (int i = 0; i < MAX_ORDERS; i++) {
            if (random.nextInt(3) == 0) {
                tryPair(random, account, 10 + i);
            } else {
                tryOrder(random, account, 10 + i);
            }
        }
        final long movedE12 = PARAMETERS.margin().remarkThresholdE12();
        tryFills(0, balanceE12 - (accepted.isEmpty() ? 0 : movedE12), positions.clone(), new boolean[pairs + 1]);
    }

    private void tryOrder(final Random random, final Account account, final long sequence) {
        final Wish wish = wish(random, account);
        if (isCovered(wish, null)) {
            accept(random, wish, sequence, 0, 0);
        } else {
            refused++;
        }
    }

    /** Two orders of which one cancels the other: each alone has to be covered. */
    private void tryPair(final Random random, final Account account, final long sequence) {
        final Wish first = wish(random, account);
        final Wish second = wish(random, account);
        final boolean inTwoSteps = random.nextBoolean();
        if (!isCovered(first, null) || !inTwoSteps && !isCovered(second, null)) {
            refused++;
            return;
        }
        pairs++;
        accept(random, first, sequence, 0, pairs);
        final LiveOrder accepted = mirror.order(sequence << 12);
        if (inTwoSteps) {
            tryOrder(random, account, sequence + 100);
            if (!isCovered(second, accepted)) {
                refused++;
                return;
            }
        }
        accept(random, second, sequence, 1, pairs);
        mirror.pairs().pair(accepted, mirror.order(sequence << 12 | 1));
    }

    private boolean isCovered(final Wish wish, final LiveOrder sibling) {
        final Requirement requirement = mirror.requirement();
        final CurrencyView view = wish.exposure.view;
        final long bothE12 = requirement.withOrder(wish.exposure, wish.buy, wish.lots, wish.priceE8);
        if (requirement.freeE12(view, bothE12) >= 0) {
            return true;
        }
        final long largerE12 = mirror.pairedRequirement()
                .begin(view, sibling)
                .with(wish.exposure, wish.buy, wish.lots, wish.priceE8)
                .requiredE12();
        final boolean covered = requirement.freeE12(view, largerE12) >= 0;
        helped += covered ? 1 : 0;
        return covered;
    }

    private void accept(final Random random, final Wish wish, final long sequence, final int part, final int pair) {
        final long orderId = sequence << 12 | part;
        final Instrument instrument = wish.exposure.instrument;
        mirror.accept(
                part == 0 ? sequence : LegNumbers.ofPart(orderId),
                orderId,
                wish.exposure.view.account,
                instrument,
                0,
                wish.buy,
                false,
                wish.priceE8,
                wish.lots);
        accepted.add(
                new Order(instrument, wish.buy, enteredE8(random, orderId, wish.buy, wish.priceE8), wish.lots, pair));
    }

    private Wish wish(final Random random, final Account account) {
        final Instrument instrument = instruments.get(random.nextInt(instruments.size()));
        final boolean buy = random.nextBoolean();
        final long lots = 1 + random.nextInt(MAX_LOTS);
        final long markE8 = marksE8[instrument.instrumentId()];
        final long priceE8 = Math.max(10_000L, markE8 / 100 * (90 + random.nextInt(21)));
        return new Wish(mirror.exposure(account, instrument), buy, priceE8, lots);
    }

    /** Some orders get a better price than they asked for: what comes after is held against that. */
    private long enteredE8(final Random random, final long orderId, final boolean buy, final long priceE8) {
        if (random.nextInt(3) > 0) {
            return priceE8;
        }
        final long moveE8 = priceE8 / 10_000 * random.nextInt(1_000);
        final long betterE8 = buy ? Math.max(10_000L, priceE8 - moveE8) : priceE8 + moveE8;
        mirror.onPriced(20, orderId, betterE8);
        return betterE8;
    }

    /** Every number of lots of the orders from one on, but for those of which the other of a pair traded. */
    private void tryFills(final int from, final long balanceE12, final long[] held, final boolean[] hit) {
        if (from == accepted.size()) {
            assertThat(balanceE12 + ROUNDING_E12)
                    .as("balance for positions %s after fills of %s", held, accepted)
                    .isGreaterThanOrEqualTo(effects.initialMarginE12(instruments, held));
            return;
        }
        final Order order = accepted.get(from);
        for (long lots = 0; lots <= (hit[order.pair] ? 0 : order.lots()); lots++) {
            final boolean[] hitAfter = hit.clone();
            hitAfter[order.pair] |= order.pair != 0 && lots > 0;
            final long[] after = held.clone();
            after[order.instrument().instrumentId()] += order.buy() ? lots : -lots;
            tryFills(
                    from + 1,
                    balanceE12
                            + (lots == 0
                                    ? 0
                                    : effects.effectE12(order.instrument(), order.buy(), order.priceE8(), lots)),
                    after,
                    hitAfter);
        }
    }
}
