package io.strikebook.cli.admin;

import io.strikebook.schemas.InstrumentPhase;
import picocli.CommandLine.Command;

/** Halts an instrument: new orders and replaces are refused, cancels pass. */
@Command(
        name = "halt",
        description = "Halts an instrument: new orders and replaces are refused, cancels pass.",
        footer = {"", "Example: strikebook admin halt BTC-PERPETUAL"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class HaltInstrument extends PhaseRequest {
    /** Made by the parser. */
    public HaltInstrument() {
        super(InstrumentPhase.HALTED);
    }
}
