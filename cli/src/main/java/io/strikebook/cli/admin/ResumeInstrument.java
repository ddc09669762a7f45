package io.strikebook.cli.admin;

import io.strikebook.schemas.InstrumentPhase;
import picocli.CommandLine.Command;

/** Opens a halted instrument again. */
@Command(
        name = "resume",
        description = "Opens a halted instrument again.",
        footer = {"", "Example: strikebook admin resume BTC-PERPETUAL"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ResumeInstrument extends PhaseRequest {
    /** Made by the parser. */
    public ResumeInstrument() {
        super(InstrumentPhase.OPEN);
    }
}
