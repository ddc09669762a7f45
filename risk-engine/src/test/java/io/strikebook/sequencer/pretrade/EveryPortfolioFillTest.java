package io.strikebook.sequencer.pretrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.model.MarginFigures;
import io.strikebook.common.margin.portfolio.PortfolioLegs;
import io.strikebook.common.margin.portfolio.PortfolioMargin;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.AccountMarginModel;
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
 * What pre-trade promises for accounts under portfolio margin, tried out: whichever of the accepted orders fill, and however much of each,
 * equity afterwards, less what it may have moved by without a report, covers the initial margin of the positions afterwards, at the same
 * marks; margin is computed anew from the positions alone.
 */
class EveryPortfolioFillTest {
    private static final VenueParameters PARAMETERS = VenueParameters.defaults();
    private static final long INDEX_E8 = 1_000_000_000_000L;
    private static final long EXPIRY_NS = 1L << 60;
    private static final int UNMOVED = 13;
    private static final int MAX_ORDERS = 5;
    private static final int MAX_LOTS = 3;

    /** The margin's ninth decimal, and a few units of 1e-12 of each fill. */
    private static final long ROUNDING_E12 = 1_000L + 12L * MAX_ORDERS;

    private final StateHash hash = new StateHash();
    private final MarkHistory marks = new MarkHistory(8, 2, hash);
    private final RiskHistory risks = new RiskHistory(PARAMETERS, marks, hash);
    private final Mirror mirror = new Mirror(PARAMETERS, marks, risks, hash);
    private final List<Instrument> instruments = new ArrayList<>();
    private final long[] marksE8 = new long[8];
    private final FillEffects effects = new FillEffects(PARAMETERS, INDEX_E8, marksE8);
    private final long[] positions = new long[8];
    private final List<Order> accepted = new ArrayList<>();
    private int refused;

    private record Order(Instrument instrument, boolean buy, long priceE8, long lots) {}

    @Property(tries = 300)
    void equityCoversEveryFillOfInverseContracts(@ForAll final long seed) {
        new EveryPortfolioFillTest().tryInverse(new Random(seed));
    }

    private void tryInverse(final Random random) {
        list(
                random,
                InstrumentKind.OPTION,
                OptionType.CALL,
                ContractStyle.INVERSE,
                (150 + random.nextInt(300)) * 10_000L);
        list(
                random,
                InstrumentKind.OPTION,
                OptionType.PUT,
                ContractStyle.INVERSE,
                (1 + random.nextInt(3_000)) * 10_000L);
        list(
                random,
                InstrumentKind.PERPETUAL,
                OptionType.NONE,
                ContractStyle.INVERSE,
                INDEX_E8 + random.nextInt(1 << 30));
        tryOrders(random);
    }

    @Property(tries = 300)
    void equityCoversEveryFillOfLinearContracts(@ForAll final long seed) {
        new EveryPortfolioFillTest().tryLinear(new Random(seed));
    }

    private void tryLinear(final Random random) {
        final long dollarE8 = 100_000_000L;
        list(
                random,
                InstrumentKind.OPTION,
                OptionType.PUT,
                ContractStyle.LINEAR,
                (1 + random.nextInt(3_000)) * dollarE8);
        list(
                random,
                InstrumentKind.PERPETUAL,
                OptionType.NONE,
                ContractStyle.LINEAR,
                INDEX_E8 + random.nextInt(1 << 30));
        tryOrders(random);
    }

    @Example
    void balancesAreTightEnoughForOrdersToBeRefused() {
        int refusals = 0;
        int acceptances = 0;
        for (int seed = 0; seed < 60; seed++) {
            final EveryPortfolioFillTest example = new EveryPortfolioFillTest();
            example.tryInverse(new Random(seed));
            refusals += example.refused;
            acceptances += example.accepted.size();
        }
        assertThat(refusals).isGreaterThan(50);
        assertThat(acceptances).isGreaterThan(100);
    }

    private void list(
            final Random random,
            final InstrumentKind kind,
            final OptionType type,
            final ContractStyle style,
            final long markE8) {
        final int id = instruments.size() + 1;
        final Instrument instrument = FillEffects.instrument(id, kind, type, style, 1_000_000_000L);
        instruments.add(instrument);
        marksE8[id] = markE8;
        marks.index(1, INDEX_E8, 1);
        marks.mark(id, markE8, 1);
        risks.list(instrument);
        final boolean call = type == OptionType.CALL;
        risks.mark(
                id, markE8, instrument.isOption() ? (call ? 1 : -1) * random.nextInt(1_000_000_000) : 1_000_000_000, 1);
        if (instrument.isOption()) {
            final int[] values = random.ints(PortfolioMargin.SCENARIOS, -90_000_000, 90_000_000)
                    .toArray();
            values[UNMOVED] = 0;
            risks.array(id, style == ContractStyle.INVERSE ? 1_000 : 10_000_000, values, 1);
            risks.legs().expiryRisk(1, EXPIRY_NS, random.nextInt(100) * 1_000_000_000L);
        }
    }

    private void tryOrders(final Random random) {
        mirror.createAccount(1, 100);
        final Account account = mirror.account(1);
        mirror.models().set(1, account, AccountMarginModel.PORTFOLIO);
        for (final Instrument instrument : instruments) {
            final long position = random.nextInt(9) - 4;
            positions[instrument.instrumentId()] = position;
            mirror.restorePositions(mirror.exposure(account, instrument), position, position);
        }
        final CurrencyView view =
                account.view(instruments.get(0).terms().settlementCurrency().value());
        final long initialE12 = initialMarginE12(positions);
        final long unitE12 = instruments.get(0).terms().style() == ContractStyle.INVERSE ? 1 : 10_000;
        final long equityE12 =
                initialE12 + (long) (random.nextDouble() * random.nextInt(400)) * 1_000_000_000L * unitE12;
        mirror.restoreState(view, 1, 1, equityE12, initialE12, 0);
        for (int i = 0; i < MAX_ORDERS; i++) {
            tryOrder(random, view, 10 + i);
        }
        final long movedE12 = PARAMETERS.margin().remarkThresholdE12();
        tryFills(0, equityE12 - (accepted.isEmpty() ? 0 : movedE12), positions.clone());
    }

    private void tryOrder(final Random random, final CurrencyView view, final long sequence) {
        final Instrument instrument = instruments.get(random.nextInt(instruments.size()));
        final boolean buy = random.nextBoolean();
        final long lots = 1 + random.nextInt(MAX_LOTS);
        final long markE8 = marksE8[instrument.instrumentId()];
        final long priceE8 = Math.max(10_000L, markE8 / 100 * (90 + random.nextInt(21)));
        final Exposure exposure = mirror.exposure(view.account, instrument);
        final long withE12 = mirror.requirement().withOrder(exposure, buy, lots, priceE8);
        if (mirror.requirement().freeE12(view, withE12) < 0) {
            refused++;
            return;
        }
        mirror.accept(sequence, sequence << 12, view.account, instrument, 0, buy, false, priceE8, lots);
        assertThat(mirror.requirement().ofView(view))
                .as("with the order as foretold")
                .isEqualTo(withE12);
        accepted.add(new Order(instrument, buy, priceE8, lots));
    }

    /** Every number of lots of the orders from one on. */
    private void tryFills(final int from, final long equityE12, final long[] held) {
        if (from == accepted.size()) {
            assertThat(equityE12 + ROUNDING_E12)
                    .as("equity for positions %s after fills of %s", held, accepted)
                    .isGreaterThanOrEqualTo(initialMarginE12(held));
            return;
        }
        final Order order = accepted.get(from);
        for (long lots = 0; lots <= order.lots(); lots++) {
            final long[] after = held.clone();
            after[order.instrument().instrumentId()] += order.buy() ? lots : -lots;
            tryFills(from + 1, equityE12 + (lots == 0 ? 0 : effectE12(order, lots)), after);
        }
    }

    /** Premium and fee are paid, and the option or future is worth its mark. */
    private long effectE12(final Order order, final long lots) {
        final Instrument instrument = order.instrument();
        final long effectE12 = effects.effectE12(instrument, order.buy(), order.priceE8(), lots);
        if (!instrument.isOption()) {
            return effectE12;
        }
        final long worthE12 = instrument.valueE12(lots, marksE8[instrument.instrumentId()]);
        return effectE12 + (order.buy() ? worthE12 : -worthE12);
    }

    private long initialMarginE12(final long[] held) {
        final int leg = PortfolioLegs.legOf(instruments.get(0));
        final PortfolioMargin model = risks.model(leg, 1);
        final long[] book = new long[model.bookLength()];
        for (final Instrument instrument : instruments) {
            assertThat(model.move(book, 0, risks.risk(instrument, 1), 0, held[instrument.instrumentId()]))
                    .isTrue();
        }
        final MarginFigures figures = new MarginFigures();
        model.evaluate(book, 0, figures);
        return figures.initialE12();
    }
}
