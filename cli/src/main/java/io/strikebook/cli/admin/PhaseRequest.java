package io.strikebook.cli.admin;

import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.SetInstrumentPhaseEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts an instrument into a phase; each phase that an operator may choose is a command of its own. */
abstract class PhaseRequest implements Callable<Integer> {
    private final InstrumentPhase phase;

    @Mixin
    private AdminOptions options;

    @Parameters(paramLabel = "INSTRUMENT", description = "name, e.g. BTC-PERPETUAL, or id")
    private String instrument;

    PhaseRequest(final InstrumentPhase phase) {
        this.phase = phase;
    }

    @Override
    public Integer call() {
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new SetInstrumentPhaseEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .instrumentId(instrumentId)
                    .phase(phase)
                    .reserved1((short) 0)
                    .reserved2(0)
                    .encodedLength();
        });
    }
}
