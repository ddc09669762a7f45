package io.strikebook.sequencer.pretrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.LegPrices;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What pre-trade promises for orders of combinations, whatever their legs trade at: after every fill of an accepted order, with prices of the
 * legs that sum to its limit, the margin balance covers the initial margin of what is held then, fees paid. Of inverse futures the loss
 * against the marks depends on the split as well, so they are not in it.
 */
class EveryLegFillTest {
    private static final VenueParameters PARAMETERS = VenueParameters.defaults();
    private static final long INDEX_E8 = 1_000_000_000_000L;
    private static final long TICK_E8 = 10_000L;
    private static final int MAX_LOTS = 4;
    private static final int SPLITS = 20;

    /** Each fill rounds a value and a fee, the margin of each instrument rounds once: a few units of 1e-12. */
    private static final long ROUNDING_E12 = 50;

    private final StateHash hash = new StateHash();
    private final MarkHistory marks = new MarkHistory(8, 2, hash);
    private final Mirror mirror = new Mirror(PARAMETERS, marks, new RiskHistory(PARAMETERS, marks, hash), hash);
    private final TradingState trading = new TradingState(8, hash);
    private final List<Instrument> instruments = new ArrayList<>();
    private final long[] marksE8 = new long[8];
    private final FillEffects effects = new FillEffects(PARAMETERS, INDEX_E8, marksE8);
    private int accepted;
    private int refused;

    /** Fills whose fees were more than those at the marks. */
    private int dearer;

    @Property(tries = 300)
    void ofInverseOptions(@ForAll final long seed) {
        new EveryLegFillTest().tryOrders(seed, InstrumentKind.OPTION, ContractStyle.INVERSE);
    }

    @Property(tries = 300)
    void ofLinearOptions(@ForAll final long seed) {
        new EveryLegFillTest().tryOrders(seed, InstrumentKind.OPTION, ContractStyle.LINEAR);
    }

    @Property(tries = 300)
    void ofLinearFutures(@ForAll final long seed) {
        new EveryLegFillTest().tryOrders(seed, InstrumentKind.FUTURE, ContractStyle.LINEAR);
    }

    @Example
    void balancesAreTightAndFeesAreMore() {
        int refusals = 0;
        int acceptances = 0;
        int moreFees = 0;
        for (int seed = 0; seed < 100; seed++) {
            final EveryLegFillTest example = new EveryLegFillTest();
            example.tryOrders(seed, InstrumentKind.OPTION, ContractStyle.INVERSE);
            refusals += example.refused;
            acceptances += example.accepted;
            moreFees += example.dearer;
        }
        assertThat(refusals).isGreaterThan(30);
        assertThat(acceptances).isGreaterThan(30);
        assertThat(moreFees).isGreaterThan(100);
    }

    private void tryOrders(final long seed, final InstrumentKind kind, final ContractStyle style) {
        final Random random = new Random(seed);
        final int count = 2 + random.nextInt(3);
        marks.index(1, INDEX_E8, 1);
        for (int id = 1; id <= count; id++) {
            final OptionType type = random.nextBoolean() ? OptionType.CALL : OptionType.PUT;
            final boolean option = kind == InstrumentKind.OPTION;
            final Instrument leg =
                    FillEffects.instrument(id, kind, option ? type : OptionType.NONE, style, 100_000_000L);
            instruments.add(leg);
            trading.list(leg);
            final long priceE8 = (1 + random.nextInt(500)) * TICK_E8;
            marksE8[id] = option && style == ContractStyle.INVERSE
                    ? priceE8
                    : option ? priceE8 * 20_000 : INDEX_E8 + priceE8 * 10_000;
            marks.mark(id, marksE8[id], 1);
        }
        final ComboLegs legs = legs(random, count);
        if (!legs.areValid()) {
            return;
        }
        final Instrument combo = new Instrument(count + 1, 1, legs.terms("COMBO", TICK_E8, 1_000), legs);
        trading.list(combo);
        mirror.createAccount(1, 100);
        final Account account = mirror.account(1);
        final long[] positions = new long[8];
        for (final Instrument leg : instruments) {
            final long position = random.nextInt(5) - 2;
            positions[leg.instrumentId()] = position;
            mirror.restorePositions(mirror.exposure(account, leg), position, position);
        }
        final CurrencyView view =
                account.view(combo.terms().settlementCurrency().value());
        final long initialE12 = effects.initialMarginE12(instruments, positions);
        final boolean buy = random.nextBoolean();
        final long lots = 1 + random.nextInt(MAX_LOTS);
        final long limitE8 = limitE8(random, legs);
        final ComboLadder ladder = new ComboLadder(new Ladder(PARAMETERS, marks, trading, mirror), trading, mirror);
        final long neededE12 = leastBalanceE12(account, view, initialE12, ladder, combo, buy, lots, limitE8);
        final long balanceE12 = neededE12 - (random.nextInt(3) == 0 ? 1 : 0);
        mirror.restoreState(view, 1, 1, balanceE12, initialE12, 0);
        if (ladder.checkMargin(account, combo, buy, lots, limitE8) != RejectCode.ACCEPTED) {
            refused++;
            return;
        }
        accepted++;
        mirror.accept(10, 10 << 12, account, combo, 0, buy, false, limitE8, lots);
        assertThat(mirror.requirement().freeE12(view, mirror.requirement().ofView(view)))
                .as("what is free once the order is there, as checked before")
                .isNotNegative();
        for (int split = 0; split < SPLITS; split++) {
            tryFill(random, legs, buy, 1 + random.nextInt((int) lots), limitE8, balanceE12, positions.clone());
        }
    }

    private static ComboLegs legs(final Random random, final Instrument[] legs) {
        final int[] ratios = new int[legs.length];
        final int unit = random.nextInt(legs.length);
        for (int i = 0; i < legs.length; i++) {
            final int size = i == unit ? 1 : 1 + random.nextInt(3);
            ratios[i] = i > 0 && random.nextBoolean() ? -size : size;
        }
        return new ComboLegs(legs, ratios);
    }

    private ComboLegs legs(final Random random, final int count) {
        return legs(random, instruments.toArray(new Instrument[count]));
    }

    /** About what the legs are worth; above nothing where all of them are bought. */
    private long limitE8(final Random random, final ComboLegs legs) {
        long sumE8 = 0;
        for (int i = 0; i < legs.count(); i++) {
            sumE8 += legs.ratio(i) * marksE8[legs.leg(i).instrumentId()];
        }
        final long movedE8 = sumE8 + (random.nextInt(201) - 100) * TICK_E8;
        return legs.sellsSome() ? movedE8 : Math.max(TICK_E8 * 100, movedE8);
    }

    /** The smallest balance with which the order passes, by halving. */
    private static long leastBalanceE12(
            final Account account,
            final CurrencyView view,
            final long initialE12,
            final ComboLadder ladder,
            final Instrument combo,
            final boolean buy,
            final long lots,
            final long limitE8) {
        long tooLittleE12 = -1;
        long enoughE12 = 1L << 60;
        while (enoughE12 - tooLittleE12 > 1) {
            final long middleE12 = (tooLittleE12 + enoughE12) / 2;
            view.state(1, 1, middleE12, initialE12, 0);
            if (ladder.checkMargin(account, combo, buy, lots, limitE8) == RejectCode.ACCEPTED) {
                enoughE12 = middleE12;
            } else {
                tooLittleE12 = middleE12;
            }
        }
        return enoughE12;
    }

    /** Legs trade at any prices that sum to the limit: all but one are drawn, that one follows; most draws end below its floor. */
    private void tryFill(
            final Random random,
            final ComboLegs legs,
            final boolean buy,
            final long lots,
            final long limitE8,
            final long balanceE12,
            final long[] held) {
        final long[] pricesE8 = new long[legs.count()];
        final LegPrices split = mirror.legs().pricesAt(legs, limitE8);
        int unit = 0;
        for (int i = 0; i < legs.count(); i++) {
            unit = Math.abs(legs.ratio(i)) == 1 ? i : unit;
        }
        long restE8 = limitE8;
        for (int i = 0; i < legs.count(); i++) {
            if (i != unit) {
                pricesE8[i] = drawnE8(random, split.priceE8(i), legs.leg(i).isOption());
                restE8 -= legs.ratio(i) * pricesE8[i];
            }
        }
        pricesE8[unit] = restE8 * legs.ratio(unit);
        final boolean option = legs.leg(unit).isOption();
        final long leastE8 = option ? TICK_E8 : split.priceE8(unit) / 2;
        if (pricesE8[unit] < leastE8 || !option && pricesE8[unit] > 2 * split.priceE8(unit)) {
            return;
        }
        long afterE12 = balanceE12 - PARAMETERS.margin().remarkThresholdE12();
        long atMarksE12 = 0;
        for (int i = 0; i < legs.count(); i++) {
            final Instrument leg = legs.leg(i);
            final boolean buysLeg = legs.buys(i, buy);
            final long legLots = legs.lots(i, lots);
            held[leg.instrumentId()] += buysLeg ? legLots : -legLots;
            afterE12 += effects.effectE12(leg, buysLeg, pricesE8[i], legLots);
            atMarksE12 += effects.effectE12(leg, buysLeg, split.priceE8(i), legLots);
        }
        dearer += afterE12 - balanceE12 + PARAMETERS.margin().remarkThresholdE12() < atMarksE12 ? 1 : 0;
        assertThat(afterE12 + ROUNDING_E12)
                .as("balance after %s lots of %s at legs' %s", lots, legs, pricesE8)
                .isGreaterThanOrEqualTo(effects.initialMarginE12(instruments, held));
    }

    private static long drawnE8(final Random random, final long splitE8, final boolean option) {
        if (!option) {
            return splitE8 / 2 + (long) (random.nextDouble() * splitE8 * 3 / 2);
        }
        return Math.max(TICK_E8, splitE8 + (long) ((random.nextDouble() * 8 - 1) * splitE8) + random.nextInt(1_000));
    }
}
