package io.strikebook.common.instrument;

import io.strikebook.schemas.InstrumentTermsDecoder;
import io.strikebook.schemas.InstrumentTermsEncoder;

/** Moves instrument terms between the record and the schema's composite. Allocates: listing is not a hot path. */
public final class TermsCodec {
    private TermsCodec() {}

    /** Writes every field of the composite. */
    public static void encode(final InstrumentTerms terms, final InstrumentTermsEncoder encoder) {
        encoder.symbol(terms.symbol())
                .underlying(terms.underlying())
                .strikeE8(terms.strikeE8())
                .expiryNs(terms.expiryNs())
                .tickSizeE8(terms.tickSizeE8())
                .lotSizeE8(terms.lotSizeE8())
                .maxOrderLots(terms.maxOrderLots())
                .kind(terms.kind())
                .optionType(terms.optionType())
                .style(terms.style())
                .settlementCurrency(terms.settlementCurrency())
                .termsReserved(0);
    }

    /** Reads every field of the composite; what it means is checked by {@link InstrumentTerms#problem()}. */
    public static InstrumentTerms decode(final InstrumentTermsDecoder decoder) {
        return new InstrumentTerms(
                decoder.symbol(),
                decoder.underlying(),
                decoder.kind(),
                decoder.optionType(),
                decoder.style(),
                decoder.settlementCurrency(),
                decoder.strikeE8(),
                decoder.expiryNs(),
                decoder.tickSizeE8(),
                decoder.lotSizeE8(),
                decoder.maxOrderLots());
    }
}
