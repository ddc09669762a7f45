package io.strikebook.sequencer.pretrade;

import static io.strikebook.common.math.FixedPoint.subtract;

import io.strikebook.common.instrument.Instrument;

/** What an account, or a group of them, has in one instrument of a {@link GreekBook}, and what of it the book's sums have. */
final class GreekLine {
    final Instrument instrument;
    private final GreekBook book;
    long position;
    long buyLots;
    long sellLots;

    /** As the book's sums have them. */
    long deltaE8;

    long deltaUpE8;
    long deltaDownE8;
    long vegaE8;
    long vegaUpE8;
    long vegaDownE8;

    boolean stale;
    GreekLine nextStale;

    GreekLine(final GreekBook book, final Instrument instrument) {
        this.book = book;
        this.instrument = instrument;
    }

    /** Position and open orders changed by so much; what that comes to is worked out when it is wanted. */
    void moved(final long positionLots, final long buysLots, final long sellsLots) {
        position += positionLots;
        buyLots += buysLots;
        sellLots += sellsLots;
        book.markStale(this);
    }

    /** Works out what it comes to; open orders only make things worse, each side by itself. */
    void compute(final Greeks greeks) {
        final long buysDeltaE8 = greeks.deltaE8(instrument, buyLots);
        final long sellsDeltaE8 = subtract(0, greeks.deltaE8(instrument, sellLots));
        deltaE8 = greeks.deltaE8(instrument, position);
        deltaUpE8 = Math.max(0, buysDeltaE8) + Math.max(0, sellsDeltaE8);
        deltaDownE8 = Math.min(0, buysDeltaE8) + Math.min(0, sellsDeltaE8);
        final long buysVegaE8 = greeks.vegaE8(instrument, buyLots);
        final long sellsVegaE8 = subtract(0, greeks.vegaE8(instrument, sellLots));
        vegaE8 = greeks.vegaE8(instrument, position);
        vegaUpE8 = Math.max(0, buysVegaE8) + Math.max(0, sellsVegaE8);
        vegaDownE8 = Math.min(0, buysVegaE8) + Math.min(0, sellsVegaE8);
    }
}
