package io.strikebook.orderflow.load;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.Side;

/**
 * The clients' mass quotes, with the market-maker protection that they need. Options are left to others: accounts on standard margin may
 * not quote them.
 */
final class ClientQuotes {
    /** Length of the window in which what trades is counted. */
    static final long WINDOW_NS = 1_000_000_000L;

    private static final int GROUPS = 3;
    private static final int MAX_UNDERLYINGS = 64;
    private static final int MOST_ENTRIES = 16;
    private static final long FROZEN_NS = 100_000_000L;
    private static final long COIN_E8 = 100_000_000L;
    private static final long MAX_QUOTE_E8 = 10 * COIN_E8;
    private static final long LIMIT_STEP_E8 = 10_000L;
    private static final int SETS = 3;

    private final LoadConfig config;
    private final FlowState state;
    private final ClientChoices choices;
    private final AccountRequests requests;
    private final Currency[] currencies;
    private final TradedInstrument[] quoted = new TradedInstrument[MOST_ENTRIES];
    private long nowNs;

    ClientQuotes(
            final LoadConfig config,
            final FlowState state,
            final ClientChoices choices,
            final AccountRequests requests) {
        this.config = config;
        this.state = state;
        this.choices = choices;
        this.requests = requests;
        this.currencies = new Currency[config.mix().clients() * MAX_UNDERLYINGS * GROUPS];
    }

    void time(final long newNowNs) {
        nowNs = newNowNs;
    }

    /** Whether the client's orders in an instrument can be flagged for protection. */
    boolean protects(final int client, final TradedInstrument instrument) {
        final Instrument listed = instrument.listed();
        return currencies[index(client, listed.underlyingId(), 0)]
                == listed.terms().settlementCurrency();
    }

    /** Asks for the protection of orders in the underlying of an instrument; false where it is there, for another currency. */
    boolean protect(final int client, final TradedInstrument instrument) {
        return currencies[index(client, instrument.listed().underlyingId(), 0)] == null
                && protect(client, instrument, 0, FROZEN_NS);
    }

    private boolean protect(final int client, final TradedInstrument instrument, final int group, final long frozenNs) {
        final Instrument listed = instrument.listed();
        final Currency currency = listed.terms().settlementCurrency();
        currencies[index(client, listed.underlyingId(), group)] = currency;
        final long windowE8 = Math.abs(listed.coinsE8(config.quoteLots(), instrument.markE8()));
        final long limitE8 = Math.min(MAX_QUOTE_E8, (windowE8 / LIMIT_STEP_E8 + 1) * LIMIT_STEP_E8);
        requests.protect(
                choices.accountId(client), listed.underlyingId(), group, currency, frozenNs, limitE8, MAX_QUOTE_E8);
        return true;
    }

    /** Quotes the futures of an underlying, or first asks for the protection that this needs; false where there are none. */
    boolean send(final int client) {
        final TradedInstrument first = future();
        if (first == null || nowNs - state.clients().protectionTriggeredNs(client) < WINDOW_NS) {
            return false;
        }
        final int underlyingId = first.listed().underlyingId();
        final int group = 1 + choices.below(GROUPS - 1);
        final Currency currency = currencies[index(client, underlyingId, group)];
        if (currency == null) {
            return protect(client, first, group, group == 1 ? FROZEN_NS : 0);
        }
        final int count = collect(underlyingId, currency);
        if (count == 0) {
            return false;
        }
        requests.quotes(choices.accountId(client), underlyingId, group, 1 + choices.below(SETS), count);
        for (int i = 0; i < count; i++) {
            entry(client, quoted[i]);
        }
        requests.endQuotes();
        return true;
    }

    private void entry(final int client, final TradedInstrument instrument) {
        final long lots = Math.min(config.quoteLots(), instrument.maxOrderLots());
        final long positionLots = choices.positionLots(client, instrument);
        final long steps = config.spreadSteps() + choices.below(config.makers() + 1);
        requests.entry(
                instrument.instrumentId(),
                choices.priceE8(instrument, Side.BUY, steps),
                positionLots >= config.takerPositionLots() || choices.below(16) == 0 ? 0 : lots,
                choices.priceE8(instrument, Side.SELL, steps),
                -positionLots >= config.takerPositionLots() || choices.below(16) == 0 ? 0 : lots);
    }

    private TradedInstrument future() {
        final int start = choices.below(state.instruments());
        for (int i = 0; i < state.instruments(); i++) {
            final TradedInstrument instrument = state.chosen((start + i) % state.instruments());
            if (isQuotable(instrument)) {
                return instrument;
            }
        }
        return null;
    }

    private boolean isQuotable(final TradedInstrument instrument) {
        return !instrument.listed().isOption()
                && instrument.listed().underlyingId() < MAX_UNDERLYINGS
                && state.isTradable(instrument);
    }

    private int collect(final int underlyingId, final Currency currency) {
        int count = 0;
        for (int i = 0; i < state.instruments() && count < quoted.length; i++) {
            final TradedInstrument instrument = state.chosen(i);
            if (instrument.listed().underlyingId() == underlyingId
                    && instrument.listed().terms().settlementCurrency() == currency
                    && isQuotable(instrument)) {
                quoted[count++] = instrument;
            }
        }
        return count;
    }

    /** Takes quotes off: of a set, a group, an underlying or an instrument. */
    boolean cancel(final int client) {
        final TradedInstrument instrument = choices.instrument();
        if (instrument == null) {
            return false;
        }
        final int filter = choices.below(4);
        requests.cancelQuotes(
                choices.accountId(client),
                filter == 0 ? instrument.listed().underlyingId() : 0,
                filter == 1 ? 1 + choices.below(GROUPS - 1) : 0,
                filter == 2 ? instrument.instrumentId() : 0,
                filter == 3 ? 1 + choices.below(SETS) : 0);
        return true;
    }

    /** Resets the protection of a group of the client; false where the one looked at has none. */
    boolean reset(final int client) {
        final TradedInstrument instrument = choices.instrument();
        final int group = choices.below(GROUPS);
        if (instrument == null || currencies[index(client, instrument.listed().underlyingId(), group)] == null) {
            return false;
        }
        requests.reset(choices.accountId(client), instrument.listed().underlyingId(), group);
        return true;
    }

    private static int index(final int client, final int underlyingId, final int group) {
        return (client * MAX_UNDERLYINGS + underlyingId % MAX_UNDERLYINGS) * GROUPS + group;
    }
}
