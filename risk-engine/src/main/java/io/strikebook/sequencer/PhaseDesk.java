package io.strikebook.sequencer;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.venue.MarketModes;
import io.strikebook.common.venue.PhaseRules;
import io.strikebook.common.venue.VolatilityBands;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ScheduleOpeningDecoder;
import io.strikebook.schemas.SetInstrumentPhaseDecoder;
import io.strikebook.schemas.SetMarketModeDecoder;
import io.strikebook.schemas.SetVolatilityBandDecoder;
import io.strikebook.sequencer.pretrade.Ladder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides what operators ask about phases and market modes of instruments: {@code MALFORMED} where a field is out of range, an
 * interruption included, which only matching begins; {@code UNKNOWN_INSTRUMENT}; {@code NOT_ON_COMBINATIONS}, which have neither auctions
 * nor bands nor modes; {@code INSTRUMENT_IS_CLOSED} where an expired instrument would take orders again; {@code BAD_SCHEDULE} where an
 * opening is not after the command's time or before its auction. Changes no state.
 */
final class PhaseDesk {

    private final SetInstrumentPhaseDecoder phase = new SetInstrumentPhaseDecoder();
    private final ScheduleOpeningDecoder opening = new ScheduleOpeningDecoder();
    private final SetVolatilityBandDecoder band = new SetVolatilityBandDecoder();
    private final SetMarketModeDecoder mode = new SetMarketModeDecoder();
    private final SequencerState state;
    private final Ladder ladder;

    PhaseDesk(final SequencerState state, final Ladder ladder) {
        this.state = state;
        this.ladder = ladder;
    }

    RejectCode decidePhase(final UnsafeBuffer buffer, final int body) {
        phase.wrap(buffer, body, SetInstrumentPhaseDecoder.BLOCK_LENGTH, SetInstrumentPhaseDecoder.SCHEMA_VERSION);
        final InstrumentPhase wanted = phase.phase();
        if (!PhaseRules.isForOperators(wanted)) {
            return RejectCode.MALFORMED;
        }
        final Instrument instrument = state.trading.instrument(phase.instrumentId());
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (instrument.isCombo() && !PhaseRules.isForCombinations(wanted)) {
            return RejectCode.NOT_ON_COMBINATIONS;
        }
        return PhaseRules.entry(wanted) == RejectCode.ACCEPTED && ladder.isExpired(instrument)
                ? RejectCode.INSTRUMENT_IS_CLOSED
                : RejectCode.ACCEPTED;
    }

    RejectCode decideOpening(final UnsafeBuffer buffer, final int body) {
        opening.wrap(buffer, body, ScheduleOpeningDecoder.BLOCK_LENGTH, ScheduleOpeningDecoder.SCHEMA_VERSION);
        final Instrument instrument = state.trading.instrument(opening.instrumentId());
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        if (instrument.isCombo()) {
            return RejectCode.NOT_ON_COMBINATIONS;
        }
        if (ladder.isExpired(instrument)) {
            return RejectCode.INSTRUMENT_IS_CLOSED;
        }
        return opening.openNs() > ladder.nowNs() && opening.openNs() >= opening.auctionNs()
                ? RejectCode.ACCEPTED
                : RejectCode.BAD_SCHEDULE;
    }

    RejectCode decideMode(final UnsafeBuffer buffer, final int body) {
        mode.wrap(buffer, body, SetMarketModeDecoder.BLOCK_LENGTH, SetMarketModeDecoder.SCHEMA_VERSION);
        if (!MarketModes.isInRange(mode.mode(), mode.delayNs())) {
            return RejectCode.MALFORMED;
        }
        final Instrument instrument = state.trading.instrument(mode.instrumentId());
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        return instrument.isCombo() ? RejectCode.NOT_ON_COMBINATIONS : RejectCode.ACCEPTED;
    }

    RejectCode decideBand(final UnsafeBuffer buffer, final int body) {
        band.wrap(buffer, body, SetVolatilityBandDecoder.BLOCK_LENGTH, SetVolatilityBandDecoder.SCHEMA_VERSION);
        final long widthE8 = band.widthE8();
        final long lengthNs = band.auctionNs();
        if (!VolatilityBands.isInRange(band.reference(), widthE8, lengthNs)) {
            return RejectCode.MALFORMED;
        }
        final Instrument instrument = state.trading.instrument(band.instrumentId());
        if (instrument == null) {
            return RejectCode.UNKNOWN_INSTRUMENT;
        }
        return instrument.isCombo() ? RejectCode.NOT_ON_COMBINATIONS : RejectCode.ACCEPTED;
    }
}
