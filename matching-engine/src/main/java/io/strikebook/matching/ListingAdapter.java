package io.strikebook.matching;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.venue.MarketModes;
import io.strikebook.common.venue.MatchingShard;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.common.venue.VolatilityBands;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.RejectCode;
import org.agrona.concurrent.UnsafeBuffer;

/** Listings as typed calls, where they were accepted; each returns the id of its instrument. Allocates: listing is not a hot path. */
final class ListingAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final ListInstrumentCommandDecoder instrument = new ListInstrumentCommandDecoder();
    private final ListComboCommandDecoder combo = new ListComboCommandDecoder();
    private final VenueParameters parameters;
    private final MatchingShard shard;
    private final MatchingRules rules;

    ListingAdapter(final VenueParameters parameters, final MatchingShard shard, final MatchingRules rules) {
        this.parameters = parameters;
        this.shard = shard;
        this.rules = rules;
    }

    int onInstrument(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        instrument.wrapAndApplyHeader(buffer, offset, header);
        final int instrumentId = instrument.instrumentId();
        final int underlyingId = instrument.underlyingId();
        if (decision == RejectCode.ACCEPTED && shard.owns(underlyingId)) {
            final Instrument listed = new Instrument(instrumentId, underlyingId, TermsCodec.decode(instrument.terms()));
            final MarketModes.Rule mode = parameters.marketMode(underlyingId, listed.terms());
            rules.list(listed, mode.mode(), mode.delayNs());
            final VolatilityBands.Rule band = parameters.volatilityBand(underlyingId, listed.terms());
            if (band != null && band.widthE8() > 0) {
                rules.phases().volatilityBand(instrumentId, band.widthE8(), band.reference(), band.interruptionNs());
            }
        } else if (decision == RejectCode.ACCEPTED) {
            rules.listElsewhere(instrumentId);
        }
        return instrumentId;
    }

    int onCombo(final UnsafeBuffer buffer, final int offset, final RejectCode decision) {
        combo.wrapAndApplyHeader(buffer, offset, header);
        final int instrumentId = combo.instrumentId();
        final int underlyingId = combo.underlyingId();
        if (decision == RejectCode.ACCEPTED && shard.owns(underlyingId)) {
            rules.list(
                    new Instrument(
                            instrumentId,
                            underlyingId,
                            TermsCodec.decode(combo.terms()),
                            ComboCodec.decode(combo.legs(), rules::instrument)),
                    MarketMode.CONTINUOUS,
                    0);
        } else if (decision == RejectCode.ACCEPTED) {
            rules.listElsewhere(instrumentId);
        }
        return instrumentId;
    }
}
