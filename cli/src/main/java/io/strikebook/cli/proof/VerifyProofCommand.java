package io.strikebook.cli.proof;

import io.strikebook.auditor.AuditedRecording;
import io.strikebook.auditor.tree.InclusionProof;
import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a proof by itself, or writes the page that does. */
@Command(
        name = "verify-proof",
        description = {
            "Checks a proof that 'proof --json' has printed, by itself: no home is needed. It is right where the leaf's hash and",
            "the nodes beside its path lead to the root, and the balances along the way to the sums, none of them negative.",
            "That the root is the one that everybody was shown is to be compared: --root.",
            "",
            "--page writes a page that does the same in a browser, for customers; it needs no network."
        },
        footer = {
            "",
            "Exit codes: 0 right (or page written), 2 arguments, 3 FILE holds no proof, 5 wrong.",
            "",
            "Examples:",
            "  strikebook verify-proof proof-of-7.json",
            "  strikebook verify-proof --page verify.html"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class VerifyProofCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the proof")
    private Path file;

    @Option(names = "--root", paramLabel = "HASH", description = "the root that was published, 64 hexadecimal digits")
    private String root;

    @Option(names = "--page", paramLabel = "FILE", description = "write the page here, and check nothing")
    private Path page;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (file == null == (page == null)) {
            throw new ParameterException(spec.commandLine(), "give a proof, or --page and none");
        }
        final PrintWriter out = spec.commandLine().getOut();
        if (page != null) {
            writePage();
            out.println("written: " + page);
            out.flush();
            return ExitCodes.DONE;
        }
        final InclusionProof proof = read();
        final Optional<String> problem = problem(proof);
        out.println(problem.map(text -> "wrong: " + text).orElse("right"));
        ProofPrinter.summary(proof).forEach(out::println);
        out.flush();
        return problem.isPresent() ? ExitCodes.DIVERGED : ExitCodes.DONE;
    }

    private Optional<String> problem(final InclusionProof proof) {
        final Optional<String> problem = proof.problem();
        return problem.isEmpty()
                        && root != null
                        && !root.equalsIgnoreCase(ProofJson.hex(proof.stated().root()))
                ? Optional.of("its root is not the one given, " + root)
                : problem;
    }

    private InclusionProof read() {
        try {
            final InclusionProof proof = ProofJson.read(Files.readAllBytes(file));
            if (proof.isComplete()) {
                return proof;
            }
            throw new CommandFailedException(
                    ExitCodes.REFUSED, file + " holds no whole proof: a hash or a currency's number is missing");
        } catch (final IOException e) {
            throw new CommandFailedException(ExitCodes.USAGE, file + ": cannot be read: " + e);
        } catch (final IllegalArgumentException e) {
            throw new CommandFailedException(ExitCodes.REFUSED, file + " holds no proof: " + e.getMessage());
        }
    }

    private void writePage() {
        try (InputStream text = AuditedRecording.verifierPage()) {
            Files.write(page, text.readAllBytes());
        } catch (final IOException e) {
            throw new CommandFailedException(ExitCodes.FAILED, page + ": cannot be written: " + e);
        }
    }
}
