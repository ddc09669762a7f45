package io.strikebook.cli.match;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.Progress;
import io.strikebook.orderflow.replay.ReplayReport;
import io.strikebook.recordings.BadRecordException;
import io.strikebook.recordings.RecordingFormat;
import io.strikebook.runner.orders.RecordedOrders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs another exchange's recording through the matching engine and compares the fills. */
@Command(
        name = "match",
        description = {
            "Runs an exchange's order-by-order recording through our matching engine and compares its fills with the exchange's.",
            "",
            "Every trade of the recording is sent as one immediate-or-cancel order, every other order, change and cancel as such."
                    + " A trade is exact if ours fills the same orders by the same sizes in the same sequence. Closed loop: after"
                    + " each event the exchange's book is restored, so that a difference costs one trade. Open loop: never, so that"
                    + " differences add up. Both run, unless one is asked for.",
            ""
        },
        footer = {
            "",
            "Formats, plain or gzip (a name that ends in .gz):",
            "  cme-mbo  market by order as Databento decodes it, from the opening snapshot",
            "           on, with the header line ts_event_ns,ts_recv_ns,sequence,flags,action,",
            "           side,price_1e9,size,order_id. The book is entered after the opening",
            "           auction, or else before the first trade.",
            "  databento  the same records as Databento stores them: .dbn (version 1), .dbn.zst",
            "  lobster  a LOBSTER message file; its order book file is not needed. Orders",
            "           that rested before the first line, or beyond the levels recorded, are",
            "           not in it: they are entered when they are filled, which makes such trades",
            "           exact; 'trades of orders seen' leaves them out.",
            "",
            "Causes, each taken only where it explains the whole trade:",
            "  hidden          traded with an order that was never shown; not sent",
            "  auction         collected orders traded at one price; not sent",
            "  spread          resting orders traded with no incoming order, the book not",
            "                  crossed: a leg of a spread's trade; not sent",
            "  implied         part of the trade was filled by no order of this book",
            "  iceberg         filled more than was shown, or showed a new part afterwards",
            "  self-trade      in the same event the exchange took the next order off unfilled",
            "  entered unseen  filled an order whose entry is not in the recording",
            "  gone unseen     ours filled orders that the recording never names again: they",
            "                  were taken off while their level was not recorded",
            "  priority        the orders of one price filled in another sequence than they",
            "                  came in, and no record that one of them lost its place",
            "  carried over    the exchange did what price-time priority says; our book was",
            "                  another, since an earlier difference",
            "  our engine      ours did otherwise than price-time priority says: exit code 1",
            "  unknown         none of these",
            "A case is a trade, or an order of ours that traded though it was to rest.",
            "",
            "Exit codes: 0 compared; 1 our engine did otherwise than strict price-time",
            "priority says; 2 wrong usage, no such file; 3 the recording is damaged or of an",
            "unknown format: the message names file and line.",
            "",
            "  strikebook match esh4.csv.gz",
            "  strikebook match AMZN_message_1.csv --closed-loop --mismatches 20"
        },
        mixinStandardHelpOptions = true)
public final class MatchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RECORDING", description = "the file")
    private Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description =
                    "cme-mbo, databento or lobster (default: by the name, .dbn or .dbn.zst, or what the first line looks like)")
    private RecordingFormat format;

    @Option(names = "--closed-loop", description = "restore the exchange's book after each event; not the other loop")
    private boolean closedLoop;

    @Option(names = "--open-loop", description = "never restore the exchange's book; not the other loop")
    private boolean openLoop;

    @Option(
            names = "--mismatches",
            paramLabel = "N",
            defaultValue = "5",
            description = "print the first N trades that differ, 0 to " + ReplayReport.MAX_MISMATCHES
                    + " (default: ${DEFAULT-VALUE})")
    private int mismatches;

    @Option(names = "--json", description = "print one JSON object per figure and per trade that differs")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (mismatches < 0 || mismatches > ReplayReport.MAX_MISMATCHES) {
            throw usage("--mismatches must be 0 to " + ReplayReport.MAX_MISMATCHES + ", is " + mismatches);
        }
        if (!Files.isRegularFile(file)) {
            throw usage(file + (Files.exists(file) ? " is not a file" : ": there is no such file"));
        }
        if (!Files.isReadable(file)) {
            throw usage(file + " may not be read");
        }
        try {
            return match();
        } catch (final BadRecordException e) {
            throw new CommandFailedException(ExitCodes.REFUSED, e.getMessage());
        } catch (final UncheckedIOException e) {
            throw new CommandFailedException(ExitCodes.FAILED, e.getMessage());
        }
    }

    private int match() {
        final RecordedOrders orders = new RecordedOrders(file, format == null ? RecordingFormat.detect(file) : format);
        final Map<String, ReplayReport> loops = new LinkedHashMap<>();
        if (closedLoop || !openLoop) {
            loops.put("closed loop", run(orders, true));
        }
        if (openLoop || !closedLoop) {
            loops.put("open loop", run(orders, false));
        }
        final MatchPrinter printer = new MatchPrinter(orders, loops, mismatches);
        final PrintWriter out = spec.commandLine().getOut();
        (json ? printer.json() : printer.table()).forEach(out::println);
        out.flush();
        final boolean priceTime = loops.values().stream().allMatch(report -> report.unlikePriceTime() == 0);
        if (!priceTime) {
            throw new CommandFailedException(
                    ExitCodes.FAILED,
                    "our engine filled otherwise than strict price-time priority says of its own book");
        }
        return ExitCodes.DONE;
    }

    private ReplayReport run(final RecordedOrders orders, final boolean closed) {
        final Progress progress =
                new Progress(spec.commandLine().getErr(), closed ? "closed loop, byte" : "open loop, byte", length());
        final ReplayReport report = orders.match(closed, progress);
        progress.end();
        if (report.lines() == 0) {
            throw new CommandFailedException(ExitCodes.REFUSED, file + " holds no record");
        }
        return report;
    }

    private long length() {
        try {
            return Files.size(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
    }

    private static CommandFailedException usage(final String message) {
        return new CommandFailedException(ExitCodes.USAGE, message);
    }

    /** Formats by the names that people use. */
    static final class FormatConverter implements ITypeConverter<RecordingFormat> {
        @Override
        public RecordingFormat convert(final String value) {
            return Arrays.stream(RecordingFormat.values())
                    .filter(format -> format.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("must be cme-mbo, databento or lobster, is '" + value + "'"));
        }
    }
}
