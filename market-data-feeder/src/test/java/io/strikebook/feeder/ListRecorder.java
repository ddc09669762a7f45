package io.strikebook.feeder;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ExternalIndexKind;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.List;

/** Writes events down, one text per event. */
final class ListRecorder implements MarketDataListener {
    final List<String> events = new ArrayList<>();
    private final StringBuilder event = new StringBuilder();

    static List<String> run(final MarketDataSource source) {
        final ListRecorder recorder = new ListRecorder();
        while (source.nextTimeNs() != MarketDataSource.END) {
            source.emitNext(recorder);
        }
        source.close();
        return recorder.events;
    }

    @Override
    public void beginEvent(final long timeNs) {
        event.setLength(0);
        event.append(timeNs);
    }

    @Override
    public void instrument(final int externalInstrumentId, final String venue, final InstrumentTerms terms) {
        event.append(" instrument ").append(externalInstrumentId).append(' ').append(terms.symbol());
    }

    @Override
    public void ticker(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long bidPriceE8,
            final long bidQuantityE8,
            final long askPriceE8,
            final long askQuantityE8,
            final long markPriceE8,
            final long markIvE8,
            final long forwardE8,
            final long indexE8) {
        event.append(" ticker ").append(externalInstrumentId);
        event.append(" bid ").append(text(bidPriceE8)).append(" ask ").append(text(askPriceE8));
        event.append(" mark ").append(text(markPriceE8)).append(" iv ").append(text(markIvE8));
    }

    @Override
    public void trade(
            final int externalInstrumentId,
            final long exchangeTimeNs,
            final long tradeId,
            final long priceE8,
            final long quantityE8,
            final Side takerSide) {
        event.append(" trade ")
                .append(tradeId)
                .append(' ')
                .append(takerSide)
                .append(' ')
                .append(quantityE8);
        event.append(" at ").append(priceE8);
    }

    @Override
    public void constituent(final int underlyingId, final int constituentId, final long priceE8) {
        event.append(" constituent ").append(underlyingId).append('.').append(constituentId);
        event.append(' ').append(priceE8);
    }

    @Override
    public void book(
            final int externalInstrumentId, final long exchangeTimeNs, final int flags, final BookLevels levels) {
        event.append((flags & SNAPSHOT) != 0 ? " snapshot" : " book");
        event.append((flags & CROSSED) != 0 ? " crossed" : "").append((flags & BROKEN) != 0 ? " broken" : "");
        event.append((flags & STALE) != 0 ? " stale" : "");
        for (int i = 0; i < levels.size(); i++) {
            event.append(' ')
                    .append(levels.side(i))
                    .append(levels.quantityE8(i))
                    .append('@');
            event.append(levels.priceE8(i));
        }
    }

    @Override
    public void externalIndex(
            final String venue,
            final int underlyingId,
            final ExternalIndexKind kind,
            final long exchangeTimeNs,
            final long valueE8) {
        event.append(" index ").append(venue).append(' ').append(underlyingId).append(' ');
        event.append(kind).append(' ').append(valueE8);
    }

    @Override
    public void gap(final int externalInstrumentId, final long expected, final long received, final GapReason reason) {
        event.append(" gap ")
                .append(externalInstrumentId)
                .append(' ')
                .append(expected)
                .append(' ');
        event.append(received);
    }

    @Override
    public void endEvent() {
        events.add(event.toString());
    }

    private static String text(final long value) {
        return value == NONE ? "-" : Long.toString(value);
    }
}
