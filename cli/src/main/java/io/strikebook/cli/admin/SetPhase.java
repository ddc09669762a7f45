package io.strikebook.cli.admin;

import io.strikebook.common.venue.PhaseRules;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.SetInstrumentPhaseEncoder;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts an instrument into any phase. */
@Command(
        name = "phase",
        description = {
            "Puts an instrument into a phase.",
            "",
            "pre-open and opening-auction collect orders; open trades what crosses at one price first; halted and",
            "settlement take cancels only; closed takes every order off."
        },
        footer = {"", "Example: strikebook admin phase BTC-PERPETUAL opening-auction"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetPhase implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Parameters(paramLabel = "INSTRUMENT", description = "name, e.g. BTC-PERPETUAL, or id")
    private String instrument;

    @Parameters(paramLabel = "PHASE", description = "open, halted, pre-open, opening-auction, settlement or closed")
    private String phase;

    @Override
    public Integer call() {
        final InstrumentPhase chosen = options.choice(
                "PHASE",
                phase.replace('-', '_'),
                Arrays.stream(InstrumentPhase.values())
                        .filter(PhaseRules::isForOperators)
                        .toList());
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new SetInstrumentPhaseEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .instrumentId(instrumentId)
                    .phase(chosen)
                    .reserved1((short) 0)
                    .reserved2(0)
                    .encodedLength();
        });
    }
}
