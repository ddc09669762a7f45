package io.strikebook.cli.admin;

import io.strikebook.schemas.AccountStanding;
import io.strikebook.schemas.SetAccountStandingEncoder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets what an account may do. */
@Command(
        name = "standing",
        description = {
            "Sets what an account may do until it is set again. Resting orders stay; cancels always pass.",
            "",
            "open: everything. close_only: shrink orders, and enter orders that are flagged reduce-only. blocked: neither, and "
                    + "nothing is withdrawn."
        },
        footer = {"", "Example: strikebook admin standing --account 7 close_only"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetStanding implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Mixin
    private AccountOption account;

    @Parameters(paramLabel = "STANDING", description = "open, close_only or blocked")
    private String standing;

    @Override
    public Integer call() {
        final AccountStanding chosen = options.choice(
                "STANDING",
                standing,
                List.of(AccountStanding.OPEN, AccountStanding.CLOSE_ONLY, AccountStanding.BLOCKED));
        return options.run(names -> (buffer, offset, header) -> new SetAccountStandingEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(account.id())
                .standing(chosen)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength());
    }
}
