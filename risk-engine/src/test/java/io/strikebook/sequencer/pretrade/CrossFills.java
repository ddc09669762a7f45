package io.strikebook.sequencer.pretrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.margin.portfolio.CrossFigures;
import io.strikebook.common.margin.portfolio.CrossMargin;
import io.strikebook.common.margin.portfolio.PortfolioLegs;
import io.strikebook.common.margin.portfolio.PortfolioMargin;
import io.strikebook.common.venue.CrossRules;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An account with one margin over all its currencies, contracts settled in coins and in dollars, and orders that pre-trade took: every part of
 * every one of them is tried, and margin afterwards computed anew from the positions alone.
 */
final class CrossFills {
    private static final long E8 = 100_000_000L;
    private static final long INDEX_E8 = 10_000 * E8;
    private static final long EXPIRY_NS = 1L << 60;
    private static final int UNMOVED = 13;
    private static final int MAX_ORDERS = 5;
    private static final int MAX_LOTS = 3;

    /** A few units of 1e-12 of a coin for each fill, and roundings to 1e-8 of a dollar. */
    private static final long ROUNDING_E8 = 1_000L;

    private final VenueParameters parameters;
    private final StateHash hash = new StateHash();
    private final MarkHistory marks = new MarkHistory(8, 2, hash);
    private final RiskHistory risks;
    private final Mirror mirror;
    private final List<Instrument> instruments = new ArrayList<>();
    private final long[] marksE8 = new long[8];
    private final FillEffects effects;
    private final CrossMargin margin;
    private final CrossFigures figures = new CrossFigures();
    private final boolean portfolio;
    final List<Order> accepted = new ArrayList<>();
    int refused;

    record Order(Instrument instrument, boolean buy, long priceE8, long lots) {}

    private CrossFills(final CrossRules rules, final boolean portfolio) {
        this.parameters = VenueParameters.defaults().withCross(rules);
        this.portfolio = portfolio;
        this.risks = new RiskHistory(parameters, marks, hash);
        this.mirror = new Mirror(parameters, marks, risks, hash);
        this.effects = new FillEffects(parameters, INDEX_E8, marksE8);
        this.margin = new CrossMargin(parameters.underlyings(), rules);
    }

    static CrossFills of(final Random random, final boolean portfolio) {
        final long offsetE8 = random.nextInt(3) == 0 ? CrossRules.PUBLISHED : random.nextInt((int) E8);
        final CrossRules rules = new CrossRules(
                random.nextInt(3) * 10_000_000L,
                0,
                random.nextInt(3) * 10_000_000L,
                random.nextBoolean(),
                0,
                offsetE8,
                0);
        return new CrossFills(rules, portfolio);
    }

    void tryAll(final Random random) {
        list(
                random,
                InstrumentKind.OPTION,
                OptionType.CALL,
                ContractStyle.INVERSE,
                (150 + random.nextInt(300)) * 10_000L);
        list(
                random,
                InstrumentKind.PERPETUAL,
                OptionType.NONE,
                ContractStyle.INVERSE,
                INDEX_E8 + random.nextInt(1 << 30));
        list(random, InstrumentKind.OPTION, OptionType.PUT, ContractStyle.LINEAR, (1 + random.nextInt(3_000)) * E8);
        list(
                random,
                InstrumentKind.PERPETUAL,
                OptionType.NONE,
                ContractStyle.LINEAR,
                INDEX_E8 + random.nextInt(1 << 30));
        tryOrders(random);
    }

    private void list(
            final Random random,
            final InstrumentKind kind,
            final OptionType type,
            final ContractStyle style,
            final long markE8) {
        final int id = instruments.size() + 1;
        final Instrument instrument = FillEffects.instrument(id, kind, type, style, 10 * E8);
        instruments.add(instrument);
        marksE8[id] = markE8;
        marks.index(1, INDEX_E8, 1);
        marks.mark(id, markE8, 1);
        risks.list(instrument);
        final int deltaE9 = random.nextInt(1_000_000_000);
        final boolean call = type == OptionType.CALL;
        risks.mark(id, markE8, instrument.isOption() ? call ? deltaE9 : -deltaE9 : 1_000_000_000, 1);
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
        mirror.models()
                .set(1, account, portfolio ? AccountMarginModel.CROSS_PORTFOLIO : AccountMarginModel.CROSS_STANDARD);
        final long[] held = new long[8];
        for (final Instrument instrument : instruments) {
            final long position = random.nextInt(9) - 4;
            held[instrument.instrumentId()] = position;
            mirror.restorePositions(mirror.exposure(account, instrument), position, position);
        }
        final long coinsE12 = (random.nextInt(41) - 10) * 100_000_000_000L;
        evaluate(held, coinsE12, 0);
        final long slackE8 = (long) (random.nextDouble() * random.nextInt(20_000)) * E8;
        final long dollarsE8 = (figures.initialE8() - figures.collateralE8() + slackE8) / 8 * 10;
        final long dollarsE12 = dollarsE8 * 10_000;
        mirror.restoreState(view(account, Currency.BTC), 1, 1, coinsE12, ofStandardE12(held, Currency.BTC), 0);
        mirror.restoreState(view(account, Currency.USDC), 1, 1, dollarsE12, ofStandardE12(held, Currency.USDC), 0);
        for (int i = 0; i < MAX_ORDERS; i++) {
            tryOrder(random, account, 10 + i);
        }
        final long movedE12 = accepted.isEmpty() ? 0 : parameters.margin().remarkThresholdE12();
        tryFills(0, coinsE12 - movedE12, dollarsE12 - movedE12, held, !accepted.isEmpty());
    }

    private static CurrencyView view(final Account account, final Currency currency) {
        return account.view(currency.value());
    }

    private void tryOrder(final Random random, final Account account, final long sequence) {
        final Instrument instrument = instruments.get(random.nextInt(instruments.size()));
        final boolean buy = random.nextBoolean();
        final long lots = 1 + random.nextInt(MAX_LOTS);
        final long markE8 = marksE8[instrument.instrumentId()];
        final long priceE8 = Math.max(10_000L, markE8 / 100 * (90 + random.nextInt(21)));
        final Exposure exposure = mirror.exposure(account, instrument);
        final long withE8 = mirror.requirement().withOrder(exposure, buy, lots, priceE8);
        if (mirror.requirement().freeE12(exposure.view, withE8) < 0) {
            refused++;
            return;
        }
        mirror.accept(sequence, sequence << 12, account, instrument, 0, buy, false, priceE8, lots);
        assertThat(mirror.requirement().ofView(exposure.view))
                .as("with the order as foretold")
                .isEqualTo(withE8);
        accepted.add(new Order(instrument, buy, priceE8, lots));
    }

    /** Every number of lots of the orders from one on. */
    private void tryFills(
            final int from, final long coinsE12, final long dollarsE12, final long[] held, final boolean claimed) {
        if (from == accepted.size()) {
            evaluate(held, coinsE12, dollarsE12);
            assertThat(!claimed || figures.collateralE8() + ROUNDING_E8 >= figures.initialE8())
                    .as("collateral %d for %d after fills of %s", figures.collateralE8(), figures.initialE8(), accepted)
                    .isTrue();
            return;
        }
        final Order order = accepted.get(from);
        for (long lots = 0; lots <= order.lots(); lots++) {
            final long[] after = held.clone();
            after[order.instrument().instrumentId()] += order.buy() ? lots : -lots;
            final long effectE12 = lots == 0 ? 0 : effectE12(order, lots);
            final boolean coins = order.instrument().isInverse();
            tryFills(
                    from + 1, coinsE12 + (coins ? effectE12 : 0), dollarsE12 + (coins ? 0 : effectE12), after, claimed);
        }
    }

    /** Premium and fee are paid; under portfolio margin the option is worth its mark. */
    private long effectE12(final Order order, final long lots) {
        final Instrument instrument = order.instrument();
        final long effectE12 = effects.effectE12(instrument, order.buy(), order.priceE8(), lots);
        if (!instrument.isOption() || !portfolio) {
            return effectE12;
        }
        final long worthE12 = instrument.valueE12(lots, marksE8[instrument.instrumentId()]);
        return effectE12 + (order.buy() ? worthE12 : -worthE12);
    }

    private long ofStandardE12(final long[] held, final Currency currency) {
        return portfolio
                ? 0
                : effects.initialMarginE12(
                        instruments.stream()
                                .filter(instrument -> instrument.terms().settlementCurrency() == currency)
                                .toList(),
                        held);
    }

    private void evaluate(final long[] held, final long coinsE12, final long dollarsE12) {
        margin.begin();
        margin.index(1, INDEX_E8);
        margin.equity(Currency.BTC.value(), coinsE12);
        margin.equity(Currency.USDC.value(), dollarsE12);
        if (!portfolio) {
            final long initialE8 = margin.dollarsE8(Currency.BTC.value(), ofStandardE12(held, Currency.BTC))
                    + margin.dollarsE8(Currency.USDC.value(), ofStandardE12(held, Currency.USDC));
            margin.standard(initialE8, 0, figures);
            return;
        }
        final long[][] books = new long[2][];
        for (final Instrument instrument : instruments) {
            final int leg = PortfolioLegs.legOf(instrument);
            final PortfolioMargin model = risks.model(leg, 1);
            books[leg] = books[leg] == null ? new long[model.bookLength()] : books[leg];
            assertThat(model.move(books[leg], 0, risks.risk(instrument, 1), 0, held[instrument.instrumentId()]))
                    .isTrue();
        }
        margin.book(0, books[0]);
        margin.book(1, books[1]);
        margin.portfolio(risks.legs(), 1, 0, figures);
    }
}
