package io.strikebook.cli.admin;

import io.strikebook.schemas.SetAccountGroupEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts an account into a risk group. */
@Command(
        name = "risk-group",
        description = {
            "Puts an account into a risk group, or out of the one that it is in.",
            "",
            "A group of up to 1024 accounts has one kill switch and one set of Greek limits. It is not the group of self-trade "
                    + "prevention, which an account chooses for itself."
        },
        footer = {"", "Example: strikebook admin risk-group --account 7 --group 3"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetGroup implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Mixin
    private AccountOption account;

    @Option(
            names = "--group",
            paramLabel = "ID",
            required = true,
            description = "any number from 1 on; 0: out of its group")
    private int groupId;

    @Override
    public Integer call() {
        if (groupId < 0) {
            throw options.usage("--group: " + groupId + " is below 0");
        }
        return options.run(names -> (buffer, offset, header) -> new SetAccountGroupEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(account.id())
                .riskGroupId(groupId)
                .encodedLength());
    }
}
