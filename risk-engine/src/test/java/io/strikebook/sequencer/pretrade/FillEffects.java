package io.strikebook.sequencer.pretrade;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.margin.FeeSchedule;
import io.strikebook.common.margin.StandardMargin;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import java.util.List;

/**
 * What a fill does to a standard account, worked out from scratch: premium and fee in cash, futures at their gain or loss against the mark,
 * and the initial margin of what is held then.
 */
final class FillEffects {
    private final StandardMargin margin;
    private final FeeSchedule fees;
    private final long indexE8;

    /** Marks by instrument id, as they are when asked. */
    private final long[] marksE8;

    FillEffects(final VenueParameters parameters, final long indexE8, final long[] marksE8) {
        this.margin = new StandardMargin(parameters.margin());
        this.fees = new FeeSchedule(parameters.fees());
        this.indexE8 = indexE8;
        this.marksE8 = marksE8;
    }

    /** What the margin balance moves by. */
    long effectE12(final Instrument instrument, final boolean buy, final long priceE8, final long lots) {
        final long feeE12 = fees.feeE12(instrument, lots, priceE8, indexE8, false);
        final long valueE12 = instrument.valueE12(lots, priceE8);
        if (instrument.isOption()) {
            return (buy ? -valueE12 : valueE12) - feeE12;
        }
        final long gainE12 = instrument.valueE12(lots, marksE8[instrument.instrumentId()]) - valueE12;
        return (buy == instrument.isInverseFuture() ? -gainE12 : gainE12) - feeE12;
    }

    /** Of positions by instrument id. */
    long initialMarginE12(final List<Instrument> instruments, final long[] held) {
        long sumE12 = 0;
        for (final Instrument instrument : instruments) {
            final long lots = held[instrument.instrumentId()];
            final long markE8 = marksE8[instrument.instrumentId()];
            if (!instrument.isOption()) {
                sumE12 += margin.futureInitialE12(instrument, Math.abs(lots), Math.abs(lots), markE8, indexE8);
            } else if (lots < 0) {
                sumE12 += margin.shortOptionInitialE12(instrument, -lots, markE8, indexE8);
            }
        }
        return sumE12;
    }

    /** A contract whose prices go by 1e-4; a linear future's lots are of a size as given. */
    static Instrument instrument(
            final int id,
            final InstrumentKind kind,
            final OptionType type,
            final ContractStyle style,
            final long linearSizeE8) {
        final boolean option = kind == InstrumentKind.OPTION;
        final boolean inverse = style == ContractStyle.INVERSE;
        return new Instrument(
                id,
                1,
                new InstrumentTerms(
                        "I" + id,
                        "BTC",
                        kind,
                        type,
                        style,
                        inverse ? Currency.BTC : Currency.USDC,
                        option ? 900_000_000_000L : 0,
                        option ? 1L << 60 : 0,
                        10_000L,
                        option ? 10_000_000L : inverse ? 100_000_000_000L : linearSizeE8,
                        1_000L));
    }
}
