package io.strikebook.cli.fairness;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.Progress;
import io.strikebook.cli.TextTable;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.runner.Recording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how fair recordings were, side by side. */
@Command(
        name = "fairness",
        description = {
            "Says how fair recordings were, side by side: one column each.",
            "",
            "Record one flow ('race' makes one that is worth it), run it again under other market modes with 'replay --into',"
                    + " and compare the homes."
        },
        footer = {
            "",
            "Money is in USD at the index. s is 1 where the taker buys, else -1; of two orders in an auction the taker is the one that"
                    + " may not rest, or else the later one. p is the price of a trade, q its value, m the newest mark that its"
                    + " command was decided on, m(h) the newest one h later, m(k) the newest one when a taker that may not rest"
                    + " was accepted, else m. Means are weighted by q; bp is a hundredth of a percent.",
            "",
            "Trades are those in books: of orders and quotes, and, each leg by itself, of orders of combinations with orders in the"
                    + " books of the legs; there the taker is the combination's, and where that one had rested it snipes nothing."
                    + " Not in it are block trades, whose price is no book's, and trades in the books of combinations, which"
                    + " have no mark.",
            "",
            "  sniping            trades with s (m(k) - p) > 0 whose maker, an order that may rest, got its price before m(k)",
            "  sniping P&L        sum of q s (m(h) - p) / p over these; after 0 ms by m itself",
            "  takers' mark-out   mean of s (m(h) - p) / p over all trades",
            "  quoted spread      (ask - bid) / middle, over the time in which both sides show something",
            "  effective spread   mean of 2 s (p - m) / p",
            "  price error        mean of |p - m| / p",
            "  fill rate          of orders that may not rest: value filled of value asked for",
            "  time to first fill of such orders, from their acceptance; and how far the mark moved meanwhile",
            "                     in the direction of the order: mean of s (m - m(k)) / m(k)",
            "",
            "Exit codes: 0 measured; 2 wrong usage; 3 not a home, pruned, or without a trade.",
            "",
            "  strikebook race h --seconds 60",
            "  strikebook replay h --into h-bump --config bump.yaml     # venue: marketModes: [\"* * speedBump 5\"]",
            "  strikebook replay h --into h-batch --config batch.yaml   # venue: marketModes: [\"* * batchAuction 100\"]",
            "  strikebook fairness h h-bump h-batch"
        },
        mixinStandardHelpOptions = true)
public final class FairnessCommand implements Callable<Integer> {
    @Parameters(paramLabel = "HOME", arity = "1..*", description = "recordings, in the order of the columns")
    private List<Path> homes;

    @Option(names = "--json", description = "print one JSON object per figure")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final List<Fairness> measured = new ArrayList<>();
        for (final Path home : homes) {
            measured.add(measure(home));
        }
        final PrintWriter out = spec.commandLine().getOut();
        (json ? json(measured) : table(measured)).forEach(out::println);
        out.flush();
        return ExitCodes.DONE;
    }

    private Fairness measure(final Path path) {
        try (Recording recording = new Recording(Home.at(path))) {
            for (final String queue : recording.manifest().queues()) {
                if (recording.home().prunedTo(queue) > 0) {
                    throw new CommandFailedException(
                            ExitCodes.REFUSED, path + ": the beginning of " + queue + " was pruned");
                }
            }
            final Progress progress =
                    new Progress(spec.commandLine().getErr(), QueueNames.COMMANDS, recording.lastCommand());
            final FairnessMeter meter = new FairnessMeter(recording);
            final Fairness fairness = meter.measure(progress);
            progress.end();
            if (meter.trades() == 0) {
                throw new CommandFailedException(ExitCodes.REFUSED, path + ": nothing was traded");
            }
            return fairness;
        } catch (final HomeException e) {
            throw new CommandFailedException(ExitCodes.REFUSED, e.getMessage());
        }
    }

    /** One column per recording, named by its folder. */
    static List<String> table(final List<Fairness> measured) {
        final List<String> headings = new ArrayList<>(List.of("figure", "unit"));
        final List<Object> modes = new ArrayList<>(List.of("market mode", ""));
        for (final Fairness fairness : measured) {
            headings.add(">" + Path.of(fairness.home()).getFileName());
            modes.add(fairness.modes());
        }
        final TextTable table = new TextTable(headings.toArray(new String[0])).row(modes.toArray());
        for (int row = 0; row < measured.get(0).figures().size(); row++) {
            final Fairness.Figure first = measured.get(0).figures().get(row);
            final List<Object> cells = new ArrayList<>(List.of(first.metric(), first.unit()));
            for (final Fairness fairness : measured) {
                final Fairness.Figure figure = fairness.figures().get(row);
                cells.add(String.format(Locale.ROOT, "%,." + figure.decimals() + "f", figure.value()));
            }
            table.row(cells.toArray());
        }
        return table.lines();
    }

    static List<String> json(final List<Fairness> measured) {
        final List<String> lines = new ArrayList<>();
        for (final Fairness fairness : measured) {
            for (final Fairness.Figure figure : fairness.figures()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "{\"home\":\"%s\",\"modes\":\"%s\",\"metric\":\"%s\",\"value\":%." + figure.decimals()
                                + "f,\"unit\":\"%s\"}",
                        fairness.home().replace("\\", "\\\\").replace("\"", "\\\""),
                        fairness.modes(),
                        figure.metric(),
                        figure.value(),
                        figure.unit()));
            }
        }
        return lines;
    }
}
