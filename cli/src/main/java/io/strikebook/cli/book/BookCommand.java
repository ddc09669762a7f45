package io.strikebook.cli.book;

import io.strikebook.books.BookFollower;
import io.strikebook.books.FollowedBook;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.cli.Progress;
import io.strikebook.cli.StopSignal;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.process.HomeQueues;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the book of an instrument, now or as it was after a command. */
@Command(
        name = "book",
        description = {
            "Prints the book of an instrument, live or recorded, rebuilt from the executions. Reads only.",
            "",
            "What icebergs hide, and orders that wait for a trigger, are not in it. A combination also has the price of",
            "one lot, and how many lots there are at it, in the books of its legs, as last published."
        },
        footer = {
            "",
            "Where older executions were pruned, books begin with the newest verified snapshot set, and stderr says so.",
            "",
            "Exit codes: 0 printed (also after Ctrl-C with -f), 2 arguments, 3 no such home, or its executions were pruned",
            "and no snapshot set is left that books could begin with.",
            "",
            "Examples:",
            "  strikebook book BTC-PERPETUAL --depth 5",
            "  strikebook book BTC-PERPETUAL --at 120000 --orders",
            "  strikebook book BTC-PERPETUAL -f --json"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class BookCommand implements Callable<Integer> {
    private static final int MOST_LEVELS = 1_000_000;
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    @Mixin
    private HomeOption homeOption;

    @Parameters(paramLabel = "INSTRUMENT", description = "its name, e.g. BTC-PERPETUAL, or its id")
    private String instrument;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "10",
            description = "levels of each side (default: ${DEFAULT-VALUE})")
    private int depth;

    @Option(names = "--orders", description = "also each order of these levels, first come first")
    private boolean orders;

    @Option(names = "--at", paramLabel = "SEQ", description = "as it was after this command (default: now)")
    private Long at;

    @Option(
            names = {"-f", "--follow"},
            description = "print it again, at most once in --every, when it may have changed, until Ctrl-C or SIGTERM")
    private boolean follow;

    @Option(
            names = "--every",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "with -f: milliseconds between two (default: ${DEFAULT-VALUE})")
    private long everyMs;

    @Option(
            names = "--json",
            description = "one JSON object per line; a level is [price, lots, orders] and, with --orders, then"
                    + " [[order id, lots], ...]; combinations have impliedBid and impliedAsk, [price, lots] or null")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        requireOptions();
        final Home home = homeOption.home();
        final Manifest manifest = home.open();
        final long notBeyond = at == null ? Long.MAX_VALUE : at;
        try (ShardFollowers shards = new ShardFollowers(
                        home, manifest, HomeQueues.transport(manifest, System::nanoTime), notBeyond);
                StopSignal stop = new StopSignal()) {
            sayWhereItBegan(shards);
            final Progress progress =
                    new Progress(spec.commandLine().getErr(), "command", Math.min(notBeyond, shards.lastSequence()));
            shards.read(notBeyond, stop::isStopped, progress);
            progress.end();
            final FollowedBook book = shards.find(instrument);
            if (book == null && !stop.isStopped()) {
                throw usage("there is no instrument '" + instrument + "'" + known(shards.symbols()));
            }
            if (book != null) {
                print(shards, book);
            }
            if (follow && book != null) {
                follow(shards, book, stop);
            }
        }
        return ExitCodes.DONE;
    }

    private void sayWhereItBegan(final ShardFollowers shards) {
        if (shards.startedAfter() > 0) {
            final PrintWriter err = spec.commandLine().getErr();
            err.println("older executions were pruned: begun with the snapshot set of command " + shards.startedAfter()
                    + "; trades before it are not known");
            err.flush();
        }
    }

    private void requireOptions() {
        if (depth < 1 || depth > MOST_LEVELS) {
            throw usage("--depth must be 1 to " + MOST_LEVELS + ", is " + depth);
        }
        if (everyMs < 1 || at != null && at < 0) {
            throw usage("--every takes 1 or more, --at 0 or more");
        }
        if (follow && at != null) {
            throw usage("--follow is live, --at is not; give one");
        }
    }

    private void follow(final ShardFollowers shards, final FollowedBook book, final StopSignal stop) {
        final BookFollower books = shards.followerOf(book);
        long printed = books.sequence();
        long nextNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(everyMs);
        while (!stop.isStopped() && !spec.commandLine().getOut().checkError()) {
            shards.read(Long.MAX_VALUE, stop::isStopped, command -> {});
            if (System.nanoTime() - nextNs >= 0 && books.sequence() != printed) {
                print(shards, book);
                printed = books.sequence();
                nextNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(everyMs);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private void print(final ShardFollowers shards, final FollowedBook book) {
        final PrintWriter out = spec.commandLine().getOut();
        final BookPrinter printer = new BookPrinter(depth, orders, shards.startedAfter());
        final BookFollower books = shards.followerOf(book);
        if (json) {
            out.println(printer.json(book, books, shards.timestampNs(book)));
        } else {
            printer.lines(book, books, shards.timestampNs(book)).forEach(out::println);
            if (follow) {
                out.println();
            }
        }
        out.flush();
    }

    private static String known(final List<String> symbols) {
        return symbols.isEmpty()
                ? "; none is listed by then"
                : "; there are " + symbols.size() + ", e.g. "
                        + String.join(", ", symbols.subList(0, Math.min(symbols.size(), 8)));
    }

    private ParameterException usage(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
