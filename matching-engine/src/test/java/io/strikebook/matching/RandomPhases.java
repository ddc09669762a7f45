package io.strikebook.matching;

import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.TriggerReference;
import java.util.SplittableRandom;

/** Random commands about phases, written for an engine and told to the reference. Instruments are open most of the time. */
final class RandomPhases {
    private static final InstrumentPhase[] PHASES = {
        InstrumentPhase.HALTED,
        InstrumentPhase.PRE_OPEN,
        InstrumentPhase.OPENING_AUCTION,
        InstrumentPhase.OPENING_AUCTION,
        InstrumentPhase.SETTLEMENT,
        InstrumentPhase.CLOSED
    };

    private final SplittableRandom random;
    private final ReferenceMatching reference;

    RandomPhases(final SplittableRandom random, final ReferenceMatching reference) {
        this.random = random;
        this.reference = reference;
    }

    /** Writes one such command and tells it to the reference. */
    void next(final Commands commands, final int instruments) {
        final int instrument = 1 + random.nextInt(instruments);
        final long nowNs = commands.nextNs();
        final PhaseCommands phases = new PhaseCommands(commands);
        reference.due(instrument);
        switch (random.nextInt(11)) {
            case 8 -> mode(phases, instrument, MarketMode.CONTINUOUS, 0);
            case 9 -> mode(phases, instrument, MarketMode.SPEED_BUMP, 1 + random.nextInt(60));
            case 10 -> mode(phases, instrument, MarketMode.BATCH_AUCTION, 1 + random.nextInt(60));
            case 0, 1 -> {
                final long auctionNs = nowNs + random.nextInt(200) - 50;
                final long openNs = Math.max(auctionNs, nowNs + 1) + random.nextInt(200);
                phases.schedule(instrument, auctionNs, openNs);
                reference.phases().schedule(instrument, auctionNs, openNs, nowNs);
            }
            case 2, 3 -> {
                final long width = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(6);
                final long lengthNs = width == 0 ? 0 : 1 + random.nextInt(200);
                final TriggerReference by = random.nextInt(8) == 0 ? TriggerReference.MARK : TriggerReference.LAST;
                phases.band(instrument, width, by, lengthNs);
                reference.phases().band(instrument, width, by, lengthNs);
            }
            case 4 -> set(commands, instrument, PHASES[random.nextInt(PHASES.length)]);
            default -> set(commands, instrument, InstrumentPhase.OPEN);
        }
    }

    /** Does away with what keeps an instrument from trading with combinations, if there is anything; false where there is nothing. */
    boolean calm(final Commands commands, final int instruments) {
        final int instrument = 1 + random.nextInt(instruments);
        final PhaseCommands phases = new PhaseCommands(commands);
        if (reference.phases().isPlain(instrument) && !reference.settings().isProRata(instrument)) {
            return false;
        }
        reference.due(instrument);
        if (reference.phases().phase(instrument) != InstrumentPhase.OPEN) {
            set(commands, instrument, InstrumentPhase.OPEN);
        } else if (reference.settings().isProRata(instrument)) {
            new VenueCommands(commands).allocation(instrument, AllocationRule.PRICE_TIME, 0);
            reference.allocation(instrument, AllocationRule.PRICE_TIME, 0);
        } else if (!reference.holds().isContinuous(instrument)) {
            mode(phases, instrument, MarketMode.CONTINUOUS, 0);
        } else {
            phases.band(instrument, 0, TriggerReference.LAST, 0);
            reference.phases().band(instrument, 0, TriggerReference.LAST, 0);
        }
        return true;
    }

    private void mode(final PhaseCommands phases, final int instrument, final MarketMode mode, final long delayNs) {
        phases.mode(instrument, mode, delayNs);
        reference.holds().mode(instrument, mode, delayNs);
    }

    private void set(final Commands commands, final int instrument, final InstrumentPhase phase) {
        commands.phase(instrument, phase);
        reference.phases().set(instrument, phase);
    }
}
