package io.strikebook.common.instrument;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiply;
import static io.strikebook.common.math.FixedPoint.multiplyDivideHalfUp;

import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;

/** A listed instrument: terms plus the ids that the sequencer allotted. Immutable. */
public final class Instrument {
    private static final long PRICE_TIMES_SIZE_TO_E12 = 10_000L;

    private final int instrumentId;
    private final int underlyingId;
    private final InstrumentTerms terms;
    private final ComboLegs legs;
    private final boolean option;
    private final boolean inverse;
    private final boolean inverseFuture;
    private final boolean perpetual;
    private final boolean spot;
    private final Currency baseCurrency;
    private final long tickSizeE8;
    private final long lotSizeE8;

    /** An instrument with its ids, from 1. */
    public Instrument(final int instrumentId, final int underlyingId, final InstrumentTerms terms) {
        this(instrumentId, underlyingId, terms, null);
    }

    /** A combination with its ids, from 1; without legs another instrument. */
    public Instrument(
            final int instrumentId, final int underlyingId, final InstrumentTerms terms, final ComboLegs legs) {
        this.legs = legs;
        this.instrumentId = instrumentId;
        this.underlyingId = underlyingId;
        this.terms = terms;
        this.option = terms.kind() == InstrumentKind.OPTION;
        this.inverse = terms.style() == ContractStyle.INVERSE;
        this.perpetual = terms.kind() == InstrumentKind.PERPETUAL;
        this.spot = terms.kind() == InstrumentKind.SPOT;
        this.baseCurrency = spot ? terms.baseCurrency() : null;
        this.inverseFuture =
                (terms.kind() == InstrumentKind.FUTURE || terms.kind() == InstrumentKind.PERPETUAL) && inverse;
        this.tickSizeE8 = terms.tickSizeE8();
        this.lotSizeE8 = terms.lotSizeE8();
    }

    /** Id on this venue, from 1. */
    public int instrumentId() {
        return instrumentId;
    }

    /** Id of the underlying in the manifest, from 1. */
    public int underlyingId() {
        return underlyingId;
    }

    /** Terms as listed. */
    public InstrumentTerms terms() {
        return terms;
    }

    /** Whether this is a combination of others, in which positions are held. */
    public boolean isCombo() {
        return legs != null;
    }

    /** The legs of a combination, else null. */
    public ComboLegs legs() {
        return legs;
    }

    /**
     * Whether a trade exchanges base currency for quote currency, which is what the others would settle in, at once and leaves no position.
     */
    public boolean isSpot() {
        return spot;
    }

    /** Of spot, what is bought and sold; null of others. */
    public Currency baseCurrency() {
        return baseCurrency;
    }

    /** Whether accounts have positions in this, which are marked: nobody has any in a combination, or in spot. */
    public boolean holdsPositions() {
        return legs == null && !spot;
    }

    /** Whether a trade in this changes what an account has in a currency. */
    public boolean movesMoneyIn(final Currency currency) {
        return terms.settlementCurrency() == currency || baseCurrency == currency;
    }

    /** Whether this is an option; the others are dated futures, perpetuals and spot. */
    public boolean isOption() {
        return option;
    }

    /** Whether this is settled in the coin that it is on. */
    public boolean isInverse() {
        return inverse;
    }

    /** Whether this is a dated future or perpetual quoted in USD per coin and settled in coin. */
    public boolean isInverseFuture() {
        return inverseFuture;
    }

    /** Whether this never expires, and pays funding. */
    public boolean isPerpetual() {
        return perpetual;
    }

    /** Whether this is of an underlying, expires at a time, and positions of it end then: no combination. */
    public boolean expires(final int ofUnderlyingId, final long expiryNs) {
        return !isCombo() && underlyingId == ofUnderlyingId && expiryNs != 0 && terms.expiryNs() == expiryNs;
    }

    /** Price step, 1e-8. */
    public long tickSizeE8() {
        return tickSizeE8;
    }

    /**
     * Value of a quantity at a price in settlement currency, 1e-12, rounded to the nearest (halves up, so that the value of a negative
     * quantity can differ by 1 from the negative of the value); has the quantity's sign.
     * Inverse futures: {@code lots x lotSize / price} coins. Everything else: {@code lots x lotSize x price}.
     *
     * @param lots    signed quantity
     * @param priceE8 price in the instrument's quotation, positive for inverse futures
     */
    public long valueE12(final long lots, final long priceE8) {
        final long unitsE8 = multiply(lots, lotSizeE8);
        if (inverseFuture) {
            return multiplyDivideHalfUp(unitsE8, 1_000_000_000_000L, priceE8);
        }
        return multiplyDivideHalfUp(unitsE8, priceE8, PRICE_TIMES_SIZE_TO_E12);
    }

    /**
     * Size of a quantity in coins of the underlying, 1e-8, rounded to the nearest; has the quantity's sign.
     *
     * @param lots         signed quantity
     * @param indexPriceE8 price of the underlying, positive; used for inverse futures only, whose lots are in USD
     */
    public long coinsE8(final long lots, final long indexPriceE8) {
        final long unitsE8 = multiply(lots, lotSizeE8);
        return inverseFuture ? multiplyDivideHalfUp(unitsE8, E8, indexPriceE8) : unitsE8;
    }

    @Override
    public String toString() {
        return terms.symbol() + " (instrument " + instrumentId + ")";
    }
}
