package io.strikebook.cli.admin;

import picocli.CommandLine.Option;

/** The account that a request is about. */
public final class AccountOption {
    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            converter = AccountId.class,
            description = "account id, from 1")
    private int accountId;

    int id() {
        return accountId;
    }
}
