package io.strikebook.cli.tail;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.cli.Progress;
import io.strikebook.cli.StopSignal;
import io.strikebook.cli.print.FrameFields;
import io.strikebook.cli.print.FramePrinter;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.CorruptFrameException;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeException;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.recovery.FrameCursor;
import io.strikebook.ipc.recovery.QueueHead;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints frames of one queue. */
@Command(
        name = "tail",
        description = {
            "Decodes and prints a queue, live or recorded. Reads only.",
            "",
            "A line is: mark, sequence.frame (* after a group's last frame), time UTC, message, fields. Mark: blank "
                    + "for a whole"
                    + " group, X for one that its source aborted (readers drop it), ? for one without "
                    + "its last frame (yet)."
        },
        footer = {
            "",
            "Exit codes: 0 printed (also after Ctrl-C with -f and when the reader of a pipe ends), 1 a damaged frame, "
                    + "2 arguments,"
                    + " 3 no such home or queue.",
            "",
            "Examples:",
            "  strikebook tail executions -f --type Fill --instrument BTC-PERPETUAL",
            "  strikebook tail commands --from 1 --json > commands.jsonl",
            "  strikebook tail margin --account 7 --since 10m",
            "  strikebook tail executions -n 1000 --latency"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TailCommand implements Callable<Integer> {
    private static final long DEFAULT_FRAMES = 10;

    @Mixin
    private HomeOption homeOption;

    @Parameters(
            paramLabel = "QUEUE",
            description =
                    "market-data, marks, orders-NAME, admin, commands, executions (executions-0 and so on where matching"
                            + " has several shards) or margin")
    private String queue;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with new frames until Ctrl-C or SIGTERM")
    private boolean follow;

    @Option(
            names = {"-n", "--frames"},
            paramLabel = "N",
            description = "the last N frames that pass the filters (default: 10); with --from or --since the first N "
                    + "from there"
                    + " (default: all)")
    private Long frames;

    @Option(
            names = "--from",
            paramLabel = "SEQ",
            description = "begin at this sequence of the queue; --from 1 is its beginning")
    private Long from;

    @Option(
            names = "--since",
            paramLabel = "T",
            description = "begin at this venue time, UTC: 2026-03-01T12:30:00Z, 2026-03-01, 12:30:00 (on the day "
                    + "of the newest"
                    + " frame), 10m (before the newest frame; ms, s, m, h, d), or nanoseconds since the epoch")
    private String since;

    @Option(
            names = "--type",
            paramLabel = "T",
            split = ",",
            description = "only these messages, e.g. --type Fill,OrderCancelled; an unknown name lists all")
    private List<String> types = List.of();

    @Option(
            names = "--instrument",
            paramLabel = "I",
            description =
                    "only frames about this instrument: its name, e.g. BTC-PERPETUAL, or its id; also as a leg of a"
                            + " combination, and in lists (mass quotes, block trades, linked orders)")
    private String instrument;

    @Option(
            names = "--account",
            paramLabel = "A",
            description = "only frames about this account id, as maker, taker or owner")
    private Integer account;

    @Option(
            names = "--json",
            description = "a JSON object per line: every field by its schema name without the scale, exact decimals, "
                    + "hashes as"
                    + " hexadecimal text, absent values null")
    private boolean json;

    @Option(
            names = "--latency",
            description = "add the hop from the queue's input to this queue, microseconds (JSON: latencyNs), by the "
                    + "writers' clocks"
                    + " of both, joined by sequence; at the end their distribution goes to stderr")
    private boolean showLatency;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final Home home = homeOption.home();
        final Manifest manifest = Manifest.read(home.manifestFile());
        requireQueue(home, manifest, queue);
        final FrameFields fields = new FrameFields();
        final Set<Integer> templates = templates(fields);
        final ChronicleTransport transport = HomeQueues.transport(manifest, System::nanoTime);
        try (TailNames names = new TailNames(home, manifest, transport);
                StopSignal stop = follow ? new StopSignal() : null) {
            return tail(new Opened(home, manifest, transport, fields, names), templates, stop);
        } catch (final CorruptFrameException e) {
            throw new CommandFailedException(ExitCodes.FAILED, queue + ": " + e.getMessage());
        }
    }

    private record Opened(
            Home home, Manifest manifest, ChronicleTransport transport, FrameFields fields, TailNames names) {}

    private int tail(final Opened opened, final Set<Integer> templates, final StopSignal stop) {
        final FrameFilter filter = new FrameFilter(
                opened.fields(),
                templates,
                account == null ? FrameFilter.ANY_ACCOUNT : account,
                instrument == null ? null : instrumentOf(opened.names()));
        final Tail.Plan plan = plan(opened, filter);
        final FramePrinter printer = new FramePrinter(opened.fields(), json, opened.names());
        final LineOutput out = new LineOutput(spec.commandLine().getOut());
        try (FrameCursor cursor = opened.transport().cursor(opened.home().queue(queue));
                HopLatency latency = showLatency ? latency(opened) : null) {
            final Tail tail = new Tail(cursor, filter, printer, latency, plan, out);
            try {
                tail.run(() -> stop != null && stop.isStopped());
            } finally {
                report(tail, latency, opened.names());
            }
            if (tail.printed() == 0 && !follow && (frames == null || frames > 0)) {
                sayNothingPassed(opened);
            }
        }
        return ExitCodes.DONE;
    }

    private void sayNothingPassed(final Opened opened) {
        final PrintWriter err = spec.commandLine().getErr();
        final long last = opened.transport().head(opened.home().queue(queue)).sequence();
        err.println(
                last == QueueHead.NONE
                        ? "nothing to print: " + queue + " is empty"
                        : "nothing to print: no frame of " + queue + " is what was asked for; it ends with sequence "
                                + last);
        err.flush();
    }

    private void report(final Tail tail, final HopLatency latency, final TailNames names) {
        final PrintWriter err = spec.commandLine().getErr();
        if (latency != null) {
            err.println(tail.summary().line(queue, latency.inputNames()));
        }
        if (names.failure() != null) {
            err.println("names of instruments are incomplete: " + names.failure());
        }
        err.flush();
    }

    private Tail.Plan plan(final Opened opened, final FrameFilter filter) {
        final Path folder = opened.home().queue(queue);
        if (account != null && account < 0) {
            throw usage("--account: " + account + " is below 0");
        }
        if (frames != null && frames < 0 || from != null && from < 0) {
            throw usage("-n and --from take no negative numbers");
        }
        if (from != null && since != null) {
            throw usage("--from and --since both say where to begin; give one");
        }
        if (from == null && since == null) {
            final long last = frames == null ? DEFAULT_FRAMES : frames;
            final TailStart start = last(opened, folder, filter, last);
            return new Tail.Plan(start, follow || start.damaged() ? Tail.UNLIMITED : last, follow, json);
        }
        final TailStart start = from != null
                ? TailStart.at(Math.max(0, from - 1))
                : TailStart.since(opened.transport(), folder, sinceNs(opened));
        return new Tail.Plan(start, frames == null ? Tail.UNLIMITED : frames, follow, json);
    }

    private TailStart last(final Opened opened, final Path folder, final FrameFilter filter, final long last) {
        final Progress progress = new Progress(
                spec.commandLine().getErr(), "looked at group", TailStart.headOf(opened.transport(), folder));
        final TailStart start = TailStart.last(opened.transport(), folder, filter, last, progress);
        progress.end();
        return start;
    }

    private long sinceNs(final Opened opened) {
        try {
            return SinceTime.parse(
                    since,
                    TailStart.newestTimestampNs(
                            opened.transport(), opened.home().queue(queue)));
        } catch (final IllegalArgumentException e) {
            throw usage("--since: " + e.getMessage());
        }
    }

    private HopLatency latency(final Opened opened) {
        return HopLatency.of(queue, opened.home(), opened.manifest(), opened.transport())
                .orElseThrow(() -> usage("--latency: what " + queue
                        + " is written from is no queue of the home; marks, commands, executions "
                        + "and margin have an input"));
    }

    private Set<Integer> templates(final FrameFields fields) {
        final Set<Integer> templates = new HashSet<>();
        for (final String type : types) {
            final int template = fields.templateOf(type.trim());
            if (template == FrameFields.NONE) {
                throw usage(
                        "--type: there is no message '" + type + "'; there are " + String.join(", ", fields.names()));
            }
            templates.add(template);
        }
        return templates;
    }

    private FrameFilter.Instrument instrumentOf(final TailNames names) {
        final String field =
                queue.equals(QueueNames.MARKET_DATA) ? TailNames.EXTERNAL_INSTRUMENT : TailNames.INSTRUMENT;
        if (instrument.matches("\\d{1,9}")) {
            final int id = Integer.parseInt(instrument);
            return new FrameFilter.Instrument(field, id, names.nameOf(field, id));
        }
        final InstrumentNames known = names.instruments(field);
        final int id = known.idOf(instrument);
        if (id == InstrumentNames.NONE) {
            throw usage(
                    "--instrument: the recording has no instrument '" + instrument + "'" + similar(known.symbols()));
        }
        return new FrameFilter.Instrument(field, id, instrument);
    }

    private String similar(final List<String> symbols) {
        if (symbols.isEmpty()) {
            return "; none is listed yet";
        }
        final String start = instrument.split("-")[0].toUpperCase(Locale.ROOT);
        final List<String> shown = symbols.stream()
                .filter(symbol -> symbol.startsWith(start))
                .limit(8)
                .toList();
        return "; it has " + symbols.size() + ", e.g. "
                + String.join(", ", shown.isEmpty() ? symbols.subList(0, Math.min(8, symbols.size())) : shown);
    }

    static void requireQueue(final Home home, final Manifest manifest, final String queue) {
        if (!manifest.queues().contains(queue)) {
            throw new HomeException(
                    "the home has no queue '" + queue + "'; it has " + String.join(", ", manifest.queues()));
        }
        if (!ChronicleTransport.exists(home.queue(queue))) {
            throw new HomeException("queue " + queue + " is missing: nothing at " + home.queue(queue));
        }
    }

    private ParameterException usage(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
