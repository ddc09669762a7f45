package io.strikebook.cli.admin;

import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.SetInstrumentPhaseEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Halts an instrument: new orders and replaces are refused, cancels pass. */
@Command(
        name = "halt",
        description = "Halts an instrument: new orders and replaces are refused, cancels pass.",
        footer = {"", "Example: strikebook admin halt BTC-PERPETUAL"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class HaltInstrument implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Parameters(paramLabel = "INSTRUMENT", description = "name, e.g. BTC-PERPETUAL, or id")
    private String instrument;

    @Override
    public Integer call() {
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new SetInstrumentPhaseEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .instrumentId(instrumentId)
                    .phase(InstrumentPhase.HALTED)
                    .reserved1((short) 0)
                    .reserved2(0)
                    .encodedLength();
        });
    }
}
