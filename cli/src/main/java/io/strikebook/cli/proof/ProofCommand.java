package io.strikebook.cli.proof;

import io.strikebook.auditor.AuditedRecording;
import io.strikebook.auditor.tree.InclusionProof;
import io.strikebook.auditor.tree.StatedLiabilities;
import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the proof that an account's balances are part of what the venue said it owes. */
@Command(
        name = "proof",
        description = {
            "Prints the proof that an account's balances are part of what the venue said it owes, by the newest root of",
            "liabilities on 'proofs' or an earlier one. Reads margin again, with the home's key, and compares the root.",
            "",
            "The proof holds the balances of the account (its equity in each currency, nothing where that is negative), the",
            "nonce of its leaf, and the nodes beside the path to the root; so it is for the account's owner. The first of those",
            "nodes may be another account's leaf: it shows what that is owed, not whose it is."
        },
        footer = {
            "",
            "Exit codes: 0 printed, 1 no such account as of then, 2 arguments, 3 no such home, not audited, no root yet,",
            "damaged or pruned, 5 the recording gives another root than the one published.",
            "",
            "Examples:",
            "  strikebook proof 7 --home h",
            "  strikebook proof 7 --home h --at 65536 --json > proof-of-7.json"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ProofCommand implements Callable<Integer> {
    @Mixin
    private HomeOption homeOption;

    @Parameters(paramLabel = "ACCOUNT", description = "its number")
    private int account;

    @Option(
            names = "--at",
            paramLabel = "SEQ",
            description = "the newest root that is not beyond this command (default: the newest)")
    private long at = Long.MAX_VALUE;

    @Option(names = "--json", description = "the proof as a file for 'verify-proof', or to paste into its page")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final AuditedRecording recording = new AuditedRecording(homeOption.home());
        final StatedLiabilities stated = recording
                .newestRoot(at)
                .orElseThrow(() -> new CommandFailedException(
                        ExitCodes.REFUSED,
                        "proofs has no root of liabilities"
                                + (at == Long.MAX_VALUE ? " yet" : " up to command " + at)));
        try {
            final InclusionProof proof = recording
                    .proof(account, stated)
                    .orElseThrow(() -> new CommandFailedException(
                            ExitCodes.FAILED, "no account " + account + " as of command " + stated.sequence()));
            final PrintWriter out = spec.commandLine().getOut();
            (json ? ProofJson.lines(proof) : ProofPrinter.lines(proof)).forEach(out::println);
            out.flush();
            return ExitCodes.DONE;
        } catch (final AuditedRecording.DivergedException e) {
            throw new CommandFailedException(ExitCodes.DIVERGED, e.getMessage());
        }
    }
}
