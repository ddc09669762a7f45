package io.strikebook.runner.crash;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.MassQuoteEncoder;
import java.util.Arrays;

/**
 * Accounts that quote everything on both sides of the mark, each wider and larger than the one before: perpetuals by basis points, options by
 * what lay between bid and offer in the recording. An instrument is quoted anew where it traded, or where the price wanted is a quarter of
 * the width from the price quoted. They are under portfolio margin, and protected: who traded as much in a second as he may pauses.
 */
final class MarketMakers {
    private static final double E8 = 1e8;
    private static final int BODY = FrameLayout.HEADER_LENGTH;
    private static final int MOST_ENTRIES = 100;
    private static final double[] PERPETUAL_WIDTHS = {0.0001, 0.0003, 0.0008, 0.0020};
    private static final double[] PERPETUAL_USD = {200_000, 500_000, 1_000_000, 3_000_000};
    private static final double[] OPTION_WIDTHS = {1, 1.5, 2.5, 4};
    private static final double[] OPTION_USD = {400_000, 400_000, 800_000, 800_000};

    /** Coins; the venue takes no prices that are 0.05 away. */
    private static final double WIDEST_OPTION = 0.045;

    /** What one may quote per side and instrument. */
    private static final double MOST_USD = 6_000_000;

    /** A number of ticks from which every price is far. */
    private static final long NOT_QUOTED = Long.MIN_VALUE / 2;

    private static final double CAPITAL_USD = 500_000_000;

    /** A part of the width that a quote may be off. */
    private static final double REQUOTED_AT = 0.25;

    private final CrashVenue venue;
    private final RecordedMarket market;
    private final CrashMarks marks;
    private final CrashTally tally;
    private final int firstAccount;
    private final int[] perpetualIds;
    private final int[] optionIds;
    private final MassQuoteEncoder encoder = new MassQuoteEncoder();

    /** By maker and instrument, ticks; 0 for none. */
    private final long[][] bids;

    private final long[][] asks;
    private final int[] due = new int[MOST_ENTRIES];

    MarketMakers(
            final CrashVenue venue,
            final RecordedMarket market,
            final CrashMarks marks,
            final CrashTally tally,
            final int firstAccount,
            final int[] perpetualIds,
            final int[] optionIds) {
        this.venue = venue;
        this.market = market;
        this.marks = marks;
        this.tally = tally;
        this.firstAccount = firstAccount;
        this.perpetualIds = perpetualIds;
        this.optionIds = optionIds;
        final int instruments = perpetualIds.length + optionIds.length;
        bids = new long[count()][instruments];
        asks = new long[count()][instruments];
    }

    static int count() {
        return PERPETUAL_WIDTHS.length;
    }

    /** Opens their accounts at a market. */
    void open(final MarketState state) {
        for (int maker = 0; maker < count(); maker++) {
            final int account = firstAccount + maker;
            venue.open(account, true);
            for (int id = 1; id < perpetualIds.length; id++) {
                final Currency currency = currency(id);
                venue.deposit(account, currency, Math.round(CAPITAL_USD / state.indexes[id]) * 100_000_000L);
                venue.protect(account, id, currency, Math.round(MOST_USD / state.indexes[id]) * 100_000_000L);
            }
        }
    }

    private Currency currency(final int underlyingId) {
        return venue.instrument(perpetualIds[underlyingId]).terms().settlementCurrency();
    }

    /** Quotes what is to be quoted anew, by the marks written last. */
    void quote(final MarketState state) {
        for (int maker = 0; maker < count(); maker++) {
            if (tally.takeUnquoted(firstAccount + maker)) {
                Arrays.fill(bids[maker], NOT_QUOTED);
            }
        }
        for (int id = 1; id < perpetualIds.length; id++) {
            quote(state, id);
        }
    }

    private void quote(final MarketState state, final int underlyingId) {
        for (int at = 0; at < perpetualIds.length + optionIds.length; at++) {
            if (isOn(at, underlyingId) && tally.takeTraded(instrumentId(at))) {
                for (int maker = 0; maker < count(); maker++) {
                    bids[maker][at] = NOT_QUOTED;
                }
            }
        }
        for (int maker = 0; maker < count(); maker++) {
            quote(state, underlyingId, maker);
        }
    }

    private void quote(final MarketState state, final int underlyingId, final int maker) {
        int count = 0;
        for (int at = 0; at < bids[maker].length; at++) {
            if (isOn(at, underlyingId) && isQuoted(at) && moves(state, maker, at)) {
                due[count++] = at;
            }
            if (count == MOST_ENTRIES) {
                send(state, underlyingId, maker, count);
                count = 0;
            }
        }
        if (count > 0) {
            send(state, underlyingId, maker, count);
        }
    }

    /** Perpetuals come first, by underlying from 1, then options. */
    private boolean isPerpetual(final int at) {
        return at < perpetualIds.length;
    }

    private boolean isOn(final int at, final int underlyingId) {
        return isPerpetual(at) ? at == underlyingId : market.underlyingId(at - perpetualIds.length) == underlyingId;
    }

    private int instrumentId(final int at) {
        return isPerpetual(at) ? perpetualIds[at] : optionIds[at - perpetualIds.length];
    }

    private boolean isQuoted(final int at) {
        return isPerpetual(at) || market.options().get(at - perpetualIds.length).expiryNs() > venue.nowNs();
    }

    private double width(final MarketState state, final int maker, final int at) {
        return isPerpetual(at)
                ? PERPETUAL_WIDTHS[maker] * state.perpetuals[at]
                : Math.min(WIDEST_OPTION, OPTION_WIDTHS[maker] * state.halfSpreads[at - perpetualIds.length]);
    }

    private double mark(final MarketState state, final int at) {
        return isPerpetual(at) ? state.perpetuals[at] : marks.price(at - perpetualIds.length);
    }

    /** Whether prices are to be given anew; they are noted then. */
    private boolean moves(final MarketState state, final int maker, final int at) {
        final double tick = venue.instrument(instrumentId(at)).tickSizeE8() / E8;
        final double width = width(state, maker, at);
        final double mark = mark(state, at);
        final long bid = Math.max(0, (long) Math.floor((mark - width) / tick));
        final long ask = Math.max(bid + 1, (long) Math.ceil((mark + width) / tick));
        final long slack = Math.max(1, (long) (REQUOTED_AT * width / tick));
        if (Math.abs(bid - bids[maker][at]) < slack && Math.abs(ask - asks[maker][at]) < slack) {
            return false;
        }
        bids[maker][at] = bid;
        asks[maker][at] = ask;
        return true;
    }

    private void send(final MarketState state, final int underlyingId, final int maker, final int count) {
        encoder.wrap(venue.body(), BODY)
                .quoteSetId(0)
                .validUntilNs(0)
                .accountId(firstAccount + maker)
                .underlyingId(underlyingId)
                .mmpGroup((short) 1);
        final MassQuoteEncoder.EntriesEncoder entries = encoder.entriesCount(count);
        for (int i = 0; i < count; i++) {
            final int at = due[i];
            final Instrument instrument = venue.instrument(instrumentId(at));
            final double lot = instrument.terms().lotSizeE8() / E8;
            final long lots = isPerpetual(at)
                    ? Math.round(PERPETUAL_USD[maker] / lot)
                    : Math.round(OPTION_USD[maker] / state.indexes[underlyingId] / lot);
            final long bid = bids[maker][at];
            entries.next()
                    .bidPriceE8(
                            bid == 0
                                    ? MassQuoteEncoder.EntriesEncoder.bidPriceE8NullValue()
                                    : bid * instrument.tickSizeE8())
                    .bidLots(bid == 0 ? 0 : lots)
                    .askPriceE8(asks[maker][at] * instrument.tickSizeE8())
                    .askLots(lots)
                    .instrumentId(instrument.instrumentId());
        }
        venue.quote(MassQuoteEncoder.TEMPLATE_ID, MassQuoteEncoder.BLOCK_LENGTH, encoder.encodedLength());
    }
}
