package io.strikebook.sequencer.pretrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.common.margin.StandardMargin;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The mirror and its requirement against a slow obvious twin: every order version and fill ever seen, and the rule applied from
 * scratch, after every step of a random stream of orders, replaces, cancels, fills, account states and marks.
 */
class RequirementOracleTest {
    private static final VenueParameters PARAMETERS = VenueParameters.defaults();
    private static final int ACCOUNTS = 3;
    private static final int STEPS = 400;

    private final StateHash hash = new StateHash();
    private final MarkHistory marks = new MarkHistory(8, 2, hash);
    private final Mirror mirror = new Mirror(PARAMETERS, marks, new RiskHistory(PARAMETERS, marks, hash), hash);
    private final StandardMargin margin = new StandardMargin(PARAMETERS.margin());
    private final FeeSchedule fees = new FeeSchedule(PARAMETERS.fees());
    private final Instrument[] instruments = {
        instrument(1, InstrumentKind.OPTION, OptionType.CALL, ContractStyle.INVERSE, Currency.BTC),
        instrument(2, InstrumentKind.OPTION, OptionType.PUT, ContractStyle.INVERSE, Currency.BTC),
        instrument(3, InstrumentKind.PERPETUAL, OptionType.NONE, ContractStyle.INVERSE, Currency.BTC),
        instrument(4, InstrumentKind.PERPETUAL, OptionType.NONE, ContractStyle.LINEAR, Currency.USDC),
        instrument(5, InstrumentKind.OPTION, OptionType.PUT, ContractStyle.LINEAR, Currency.USDC),
    };
    private final List<Version> versions = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();
    private final List<Order> live = new ArrayList<>();
    private final List<Replace> inFlight = new ArrayList<>();
    private final long[][] asOf = new long[ACCOUNTS + 1][Account.currencies() + 1];
    private long sequence;
    private final long[][] countedAt = new long[ACCOUNTS + 1][Account.currencies() + 1];
    private final List<long[]> epochs = new ArrayList<>();
    private long finishedEpoch;

    private static final class Order {
        long id;
        int account;
        Instrument instrument;
        boolean buy;
        long filled;
        Version current;
        Version newest;
    }

    private static final class Version {
        Order order;
        long sequence;
        long priceE8;
        long total;
        long open;
        boolean counted;
    }

    private record Fill(long sequence, Version version, long lots) {}

    private record Replace(Version version) {}

    private static Instrument instrument(
            final int id,
            final InstrumentKind kind,
            final OptionType type,
            final ContractStyle style,
            final Currency currency) {
        final boolean option = kind == InstrumentKind.OPTION;
        return new Instrument(
                id,
                1,
                new InstrumentTerms(
                        "I" + id,
                        "BTC",
                        kind,
                        type,
                        style,
                        currency,
                        option ? 900_000_000_000L : 0,
                        option ? 1L << 60 : 0,
                        10_000L,
                        option ? 10_000_000L : style == ContractStyle.LINEAR ? 1_000_000L : 1_000_000_000L,
                        1_000_000L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithTheRuleAppliedFromScratch(final long seed) {
        final Random random = new Random(seed);
        for (int account = 1; account <= ACCOUNTS; account++) {
            mirror.createAccount(account, 1_000);
        }
        newMarks(random);
        for (int step = 0; step < STEPS; step++) {
            step(random);
            for (int account = 1; account <= ACCOUNTS; account++) {
                for (int currency = 1; currency <= Account.currencies(); currency++) {
                    final CurrencyView view = mirror.account(account).view(currency);
                    assertThat(mirror.requirement().ofView(view))
                            .as("seed %d step %d account %d currency %d", seed, step, account, currency)
                            .isEqualTo(fromScratch(account, currency));
                }
            }
            checkOpenLots();
        }
        assertThat(fills).hasSizeGreaterThan(20);
    }

    private void step(final Random random) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> accept(random);
            case 4 -> replace(random);
            case 5 -> answerReplace();
            case 6 -> {
                if (random.nextBoolean()) {
                    cancel(random);
                } else {
                    betterPrice(random);
                }
            }
            case 7, 8 -> trade(random);
            default -> {
                if (random.nextInt(4) == 0) {
                    newMarks(random);
                } else {
                    report(random);
                }
            }
        }
    }

    private void accept(final Random random) {
        if (live.size() > 60) {
            cancel(random);
            return;
        }
        final Order order = new Order();
        order.account = 1 + random.nextInt(ACCOUNTS);
        order.instrument = instruments[random.nextInt(instruments.length)];
        order.buy = random.nextBoolean();
        sequence++;
        order.id = sequence << 12;
        final long lots = 1 + random.nextInt(20);
        final long priceE8 = price(random, order.instrument);
        final Account account = mirror.account(order.account);
        final Exposure exposure = mirror.exposure(account, order.instrument);
        final long with = mirror.requirement().withOrder(exposure, order.buy, lots, priceE8);
        mirror.accept(sequence, order.id, account, order.instrument, sequence, order.buy, false, priceE8, lots);
        order.current = version(order, priceE8, lots, lots, true);
        order.newest = order.current;
        live.add(order);
        assertThat(with).isEqualTo(fromScratch(order.account, exposure.view.currency.value()));
    }

    private Version version(
            final Order order, final long priceE8, final long total, final long open, final boolean counted) {
        final Version version = new Version();
        version.order = order;
        version.sequence = sequence;
        version.priceE8 = priceE8;
        version.total = total;
        version.open = open;
        version.counted = counted;
        versions.add(version);
        return version;
    }

    private void replace(final Random random) {
        if (live.isEmpty()) {
            return;
        }
        final Order order = live.get(random.nextInt(live.size()));
        final long priceE8 = random.nextBoolean() ? order.newest.priceE8 : price(random, order.instrument);
        final long total = order.filled + 1 + random.nextInt(20);
        sequence++;
        final boolean covered = priceE8 == order.newest.priceE8 && total <= order.newest.total;
        mirror.replaces().accept(sequence, mirror.order(order.id), priceE8, total);
        order.newest = version(order, priceE8, total, total - order.filled, !covered);
        inFlight.add(new Replace(order.newest));
    }

    private void answerReplace() {
        if (inFlight.isEmpty()) {
            return;
        }
        final Version version = inFlight.remove(0).version();
        final Order order = version.order;
        if (!live.contains(order)) {
            return;
        }
        final long remaining = version.total - order.filled;
        order.current.open = 0;
        if (remaining <= 0) {
            gone(order);
            mirror.onGone(order.id);
        } else {
            order.current = version;
            version.open = remaining;
            version.counted = true;
            mirror.replaces().onReplaced(version.sequence, order.id, remaining);
        }
    }

    /** Matching gave an order a better price than it asked for; while a replace is in flight the one asked for goes on to count. */
    private void betterPrice(final Random random) {
        if (!live.isEmpty()) {
            final Order order = live.get(random.nextInt(live.size()));
            final long worse = order.current.priceE8;
            final long better = order.buy
                    ? Math.min(worse, price(random, order.instrument))
                    : Math.max(worse, price(random, order.instrument));
            if (order.current == order.newest) {
                order.current.priceE8 = better;
            }
            mirror.onPriced(sequence, order.id, better);
        }
    }

    private void cancel(final Random random) {
        if (!live.isEmpty()) {
            final Order order = live.get(random.nextInt(live.size()));
            gone(order);
            mirror.onGone(order.id);
        }
    }

    private void gone(final Order order) {
        live.remove(order);
        for (final Version version : versions) {
            if (version.order == order) {
                version.open = 0;
            }
        }
    }

    private void trade(final Random random) {
        if (live.size() < 2) {
            return;
        }
        final Order maker = live.get(random.nextInt(live.size()));
        for (final Order taker : live) {
            if (taker.instrument == maker.instrument && taker.buy != maker.buy) {
                final long lots = 1 + random.nextInt((int) Math.min(maker.current.open, taker.current.open));
                sequence++;
                mirror.onOrderFill(sequence, maker.id, lots);
                mirror.onOrderFill(sequence, taker.id, lots);
                filled(maker, lots);
                filled(taker, lots);
                return;
            }
        }
    }

    private void filled(final Order order, final long lots) {
        fills.add(new Fill(sequence, order.current, lots));
        order.filled += lots;
        order.current.open -= lots;
        if (order.current.open == 0) {
            gone(order);
        }
    }

    private void report(final Random random) {
        final int account = 1 + random.nextInt(ACCOUNTS);
        final int currency = random.nextBoolean() ? Currency.BTC.value() : Currency.USDC.value();
        asOf[account][currency] = Math.max(asOf[account][currency], sequence - random.nextInt(30));
        countedAt[account][currency] = Math.max(countedAt[account][currency], epochs.size() - random.nextInt(4));
        mirror.onAccountState(account, currency, asOf[account][currency], countedAt[account][currency], 1_000, 0, 0);
    }

    /** Prices by instrument id, the index at 0, as of each epoch from 1 on. */
    private void newMarks(final Random random) {
        final long[] prices =
                epochs.isEmpty() ? new long[8] : epochs.get(epochs.size() - 1).clone();
        final long epoch = epochs.size() + 1;
        prices[0] = 10_000L * 100_000_000L + random.nextInt(1_000_000_000);
        marks.index(1, prices[0], epoch);
        for (final Instrument instrument : instruments) {
            if (random.nextInt(3) != 0 || !marks.canPrice(instrument)) {
                prices[instrument.instrumentId()] = price(random, instrument);
                marks.mark(instrument.instrumentId(), prices[instrument.instrumentId()], epoch);
            }
        }
        epochs.add(prices);
        marks.announced();
        if (random.nextInt(3) == 0) {
            finishedEpoch = Math.max(finishedEpoch, epochs.size() - random.nextInt(5));
            marks.finished(finishedEpoch);
        }
    }

    private long[] pricesFor(final int account, final int currency) {
        final long epoch = Math.max(finishedEpoch, countedAt[account][currency]);
        return epochs.get((int) Math.max(1, epoch) - 1);
    }

    private long price(final Random random, final Instrument instrument) {
        final boolean inverseOption =
                instrument.isOption() && instrument.terms().style() == ContractStyle.INVERSE;
        if (inverseOption) {
            return (200 + random.nextInt(100)) * 10_000L;
        }
        return instrument.isOption()
                ? (200 + random.nextInt(100)) * 100_000_000L
                : (9_900 + random.nextInt(200)) * 100_000_000L;
    }

    private long fromScratch(final int account, final int currency) {
        long sum = 0;
        for (final Instrument instrument : instruments) {
            if (instrument.terms().settlementCurrency().value() == currency) {
                final long[] prices = pricesFor(account, currency);
                sum += ofInstrument(account, instrument, asOf[account][currency], prices);
            }
        }
        return sum;
    }

    private long ofInstrument(final int account, final Instrument instrument, final long covered, final long[] prices) {
        long position = 0;
        for (final Fill fill : fills) {
            final Order order = fill.version().order;
            if (order.account == account && order.instrument == instrument && fill.sequence() <= covered) {
                position += order.buy ? fill.lots() : -fill.lots();
            }
        }
        return ofSide(account, instrument, covered, position, true, prices)
                + ofSide(account, instrument, covered, position, false, prices);
    }

    private long ofSide(
            final int account,
            final Instrument instrument,
            final long covered,
            final long position,
            final boolean buy,
            final long[] prices) {
        final long markE8 = prices[instrument.instrumentId()];
        final long indexE8 = prices[0];
        long closable = Math.max(0, buy ? -position : position);
        final long held = Math.max(0, buy ? position : -position);
        long opening = 0;
        long total = 0;
        long sum = 0;
        for (final Version version : versions) {
            final Order order = version.order;
            final long lots = marginLots(version, covered);
            if (order.account != account || order.instrument != instrument || order.buy != buy || lots == 0) {
                continue;
            }
            final long closing = Math.min(lots, closable);
            final long fee = fees.feeE12(instrument, lots, version.priceE8, indexE8, false);
            if (!instrument.isOption()) {
                final long atLimit = instrument.valueE12(lots, version.priceE8);
                final long atMark = instrument.valueE12(lots, markE8);
                final boolean adverse = buy == version.priceE8 > markE8 && version.priceE8 != markE8;
                sum += fee + (adverse ? Math.abs(atLimit - atMark) : 0);
            } else if (buy) {
                final long before = margin.shortOptionInitialE12(instrument, closable, markE8, indexE8);
                final long after = margin.shortOptionInitialE12(instrument, closable - closing, markE8, indexE8);
                sum += Math.max(0, instrument.valueE12(lots, version.priceE8) + fee - (before - after));
            } else {
                sum += fee;
            }
            closable -= closing;
            opening += lots - closing;
            total += lots;
        }
        if (instrument.isOption()) {
            return sum + (buy ? 0 : margin.shortOptionInitialE12(instrument, opening, markE8, indexE8));
        }
        if (opening == 0) {
            return sum;
        }
        final long whole = Math.max(0, total + (buy ? position : -position));
        return sum
                + margin.futureInitialE12(instrument, opening, whole, markE8, indexE8)
                + margin.futureInitialE12(instrument, held, whole, markE8, indexE8)
                - margin.futureInitialE12(instrument, held, held, markE8, indexE8);
    }

    private long marginLots(final Version version, final long covered) {
        long lots = version.counted ? version.open : 0;
        for (final Fill fill : fills) {
            if (fill.version() == version && fill.sequence() > covered) {
                lots += fill.lots();
            }
        }
        return lots;
    }

    private void checkOpenLots() {
        for (final Order order : live) {
            final LiveOrder mirrored = mirror.order(order.id);
            assertThat(mirrored).isNotNull();
            assertThat(mirrored.current.openLots).isEqualTo(order.current.open);
        }
    }
}
