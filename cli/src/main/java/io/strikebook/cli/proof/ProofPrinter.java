package io.strikebook.cli.proof;

import io.strikebook.auditor.tree.InclusionProof;
import io.strikebook.auditor.tree.PathStep;
import io.strikebook.auditor.tree.StatedLiabilities;
import io.strikebook.cli.TextTable;
import io.strikebook.cli.print.FramePrinter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Proofs for people. */
final class ProofPrinter {
    private static final int PLACES = 12;

    private ProofPrinter() {}

    static List<String> lines(final InclusionProof proof) {
        final List<String> lines = summary(proof);
        final TextTable path = new TextTable("path from the leaf", "hash", "sums");
        for (final PathStep step : proof.path()) {
            path.row(
                    step.siblingIsLeft() ? "left" : "right",
                    ProofJson.hex(step.hash()),
                    step.sumsE12().stream().map(ProofPrinter::decimal).collect(Collectors.joining(" ")));
        }
        lines.add("nonce " + ProofJson.hex(proof.nonce()));
        lines.addAll(path.lines());
        return lines;
    }

    /** Whose and what of, and the root to compare. */
    static List<String> summary(final InclusionProof proof) {
        final StatedLiabilities stated = proof.stated();
        final TextTable table =
                new TextTable("currency", ">account " + proof.accountId(), ">all accounts", ">not taken off: deficits");
        final String[] currencies = stated.currencies().split(",");
        for (int column = 0; column < currencies.length; column++) {
            table.row(
                    currencies[column],
                    decimal(proof.balancesE12().get(column)),
                    decimal(stated.liabilitiesE12().get(column)),
                    decimal(stated.deficitsE12().get(column)));
        }
        final List<String> lines = new ArrayList<>();
        lines.add("as of command " + stated.sequence() + ", " + FramePrinter.time(stated.timestampNs()) + ", "
                + stated.accounts() + " accounts");
        lines.add("root " + ProofJson.hex(stated.root()));
        lines.addAll(table.lines());
        return lines;
    }

    private static String decimal(final BigInteger amountE12) {
        return amountE12.signum() == 0
                ? "0"
                : new BigDecimal(amountE12, PLACES).stripTrailingZeros().toPlainString();
    }
}
