package io.strikebook.cli.admin;

import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.SetSelfTradePreventionEncoder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets what happens where an account would trade with itself, or with its group. */
@Command(
        name = "self-trade",
        description = {
            "Sets what happens in place of a trade where an arriving order of the account meets one of its own.",
            "",
            "none: they trade. cancel_taker: the rest of the arriving order is cancelled. cancel_maker: the resting order is. "
                    + "cancel_both: both. decrement: both shrink by the smaller open quantity. Accounts of one group are one; "
                    + "the arriving order's account decides."
        },
        footer = {
            "",
            "Example: strikebook admin self-trade --account 7 cancel_maker --group 3",
            "",
            "What accounts begin with is in the configuration (venue: selfTradePrevention)."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetSelfTrade implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            converter = AccountId.class,
            description = "account id, from 1")
    private int accountId;

    @Parameters(
            index = "0",
            paramLabel = "MODE",
            description = "none, cancel_taker, cancel_maker, cancel_both or decrement")
    private String mode;

    @Option(
            names = "--group",
            paramLabel = "ID",
            defaultValue = "0",
            description = "accounts of one group count as one (default: 0, this account alone)")
    private int groupId;

    @Override
    public Integer call() {
        final SelfTradePrevention chosen = options.choice(
                "MODE",
                mode,
                List.of(
                        SelfTradePrevention.NONE,
                        SelfTradePrevention.CANCEL_TAKER,
                        SelfTradePrevention.CANCEL_MAKER,
                        SelfTradePrevention.CANCEL_BOTH,
                        SelfTradePrevention.DECREMENT));
        if (groupId < 0) {
            throw options.usage("--group: " + groupId + " is below 0");
        }
        return options.run(names -> (buffer, offset, header) -> new SetSelfTradePreventionEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(accountId)
                .groupId(groupId)
                .mode(chosen)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength());
    }
}
