package io.strikebook.cli.admin;

import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.SetMarginModelEncoder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets what an account's margin is computed by. */
@Command(
        name = "margin-model",
        description = {
            "Sets what the account's margin is computed by.",
            "",
            "standard: position by position, as accounts begin. portfolio: the worst of scenarios for all positions of an"
                    + " underlying together, so that what hedges lowers it. Refused while the account has open orders or"
                    + " quotes, or margin has not counted all it did (ACCOUNT_IN_USE), and where its equity is less than the"
                    + " initial margin would be. cross_standard and cross_portfolio: the same over all currencies together,"
                    + " in dollars, against what all of them are worth less their haircuts."
        },
        footer = {"", "Example: strikebook admin margin-model --account 7 portfolio"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SetMarginModel implements Callable<Integer> {
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
            paramLabel = "MODEL",
            description = "standard, portfolio, cross_standard or cross_portfolio")
    private String model;

    @Override
    public Integer call() {
        final AccountMarginModel chosen = options.choice(
                "MODEL",
                model,
                List.of(
                        AccountMarginModel.STANDARD,
                        AccountMarginModel.PORTFOLIO,
                        AccountMarginModel.CROSS_STANDARD,
                        AccountMarginModel.CROSS_PORTFOLIO));
        return options.run(names -> (buffer, offset, header) -> new SetMarginModelEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(accountId)
                .model(chosen)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength());
    }
}
