package io.strikebook.cli.admin;

import io.strikebook.schemas.SetKillSwitchEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns the kill switch of an account or of the whole venue on or off. */
@Command(
        name = "kill-switch",
        description = "Turns a kill switch on or off. On: new orders and replaces are refused "
                + "and resting orders are cancelled.",
        footer = {"", "Example: strikebook admin kill-switch on --account 7"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class KillSwitch implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Parameters(paramLabel = "on|off", description = "the switch")
    private String state;

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = "0",
            description = "account id (default: 0, the whole venue)")
    private int accountId;

    @Override
    public Integer call() {
        if (!state.equals("on") && !state.equals("off")) {
            throw options.usage("the switch is 'on' or 'off', not '" + state + "'");
        }
        if (accountId < 0) {
            throw options.usage("--account: " + accountId + " is below 0");
        }
        return options.run(names -> (buffer, offset, header) -> new SetKillSwitchEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(accountId)
                .on((short) (state.equals("on") ? 1 : 0))
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength());
    }
}
