package io.strikebook.cli.admin;

import io.strikebook.schemas.MassCancelEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cancels every order of an account. */
@Command(
        name = "mass-cancel",
        description = "Cancels every order of an account, or those in one instrument.",
        footer = {"", "Example: strikebook admin mass-cancel --account 7 --instrument BTC-PERPETUAL"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MassCancel implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Option(names = "--account", paramLabel = "ID", required = true, description = "account id, from 1")
    private int accountId;

    @Option(
            names = "--instrument",
            paramLabel = "I",
            defaultValue = "0",
            description = "name or id (default: 0, every instrument)")
    private String instrument;

    @Override
    public Integer call() {
        return options.run(names -> {
            final int instrumentId = options.instrumentId(names, instrument);
            return (buffer, offset, header) -> new MassCancelEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .accountId(accountId)
                    .instrumentId(instrumentId)
                    .encodedLength();
        });
    }
}
