package io.strikebook.cli.admin;

import io.strikebook.schemas.SetGroupKillSwitchEncoder;
import io.strikebook.schemas.SetKillSwitchEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns the kill switch of an account, of a risk group or of the whole venue on or off. */
@Command(
        name = "kill-switch",
        description = "Turns a kill switch on or off. On: new orders and replaces are refused "
                + "and resting orders are cancelled. An account is stopped while any of its own, its risk group's and the "
                + "venue's is on.",
        footer = {
            "",
            "Examples: strikebook admin kill-switch on --account 7",
            "          strikebook admin kill-switch off --group 3"
        },
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

    @Option(
            names = "--group",
            paramLabel = "ID",
            defaultValue = "0",
            description = "risk group, in place of an account")
    private int groupId;

    @Override
    public Integer call() {
        if (!state.equals("on") && !state.equals("off")) {
            throw options.usage("the switch is 'on' or 'off', not '" + state + "'");
        }
        if (accountId < 0 || groupId < 0) {
            throw options.usage((accountId < 0 ? "--account: " + accountId : "--group: " + groupId) + " is below 0");
        }
        if (accountId != 0 && groupId != 0) {
            throw options.usage("--account and --group: one of them");
        }
        final short on = (short) (state.equals("on") ? 1 : 0);
        if (groupId != 0) {
            return options.run(names -> (buffer, offset, header) -> new SetGroupKillSwitchEncoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .riskGroupId(groupId)
                    .on(on)
                    .reserved1((short) 0)
                    .reserved2(0)
                    .encodedLength());
        }
        return options.run(names -> (buffer, offset, header) -> new SetKillSwitchEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(accountId)
                .on(on)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength());
    }
}
