package io.strikebook.cli.admin;

import io.strikebook.schemas.CreateAccountEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens an account. */
@Command(
        name = "create-account",
        description = "Opens an account.",
        footer = {"", "Example: strikebook admin create-account --account 7 --name alice --max-open-orders 500"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CreateAccount implements Callable<Integer> {
    @Mixin
    private AdminOptions options;

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            converter = AccountId.class,
            description = "account id, from 1")
    private int accountId;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "1..24 printable ASCII characters")
    private String name;

    @Option(
            names = "--max-open-orders",
            paramLabel = "N",
            defaultValue = "0",
            description = "most live orders at once (default: 0, the venue's own limit)")
    private int maxOpenOrders;

    @Override
    public Integer call() {
        if (!name.matches("[!-~]{1,24}")) {
            throw options.usage("--name: '" + name + "' is not 1..24 printable ASCII characters without blanks");
        }
        return options.run(names -> (buffer, offset, header) -> new CreateAccountEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .name(name)
                .accountId(accountId)
                .maxOpenOrders(maxOpenOrders)
                .encodedLength());
    }
}
