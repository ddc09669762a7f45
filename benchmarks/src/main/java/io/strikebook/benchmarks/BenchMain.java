package io.strikebook.benchmarks;

import io.strikebook.benchmarks.append.MicroRun;
import io.strikebook.benchmarks.feed.FeedRun;
import io.strikebook.benchmarks.handoff.DurabilityBenchmark;
import io.strikebook.benchmarks.handoff.HandoffBenchmark;
import io.strikebook.benchmarks.handoff.HandoffPlan;
import io.strikebook.benchmarks.margin.MarginBenchmark;
import io.strikebook.benchmarks.marks.MarksBenchmark;
import io.strikebook.benchmarks.matching.MatchingBenchmark;
import io.strikebook.benchmarks.pipeline.PipelineBenchmark;
import io.strikebook.benchmarks.pricing.PricingRun;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code bench} command; alone it is refused, with the list of the benchmarks. */
@Command(
        name = "bench",
        description = "Runs a benchmark and prints its tables.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchMain.Handoff.class,
            BenchMain.Append.class,
            BenchMain.Matching.class,
            BenchMain.Feed.class,
            BenchMain.Margin.class,
            BenchMain.Marks.class,
            BenchMain.Pricing.class,
            BenchMain.Pipeline.class,
            BenchMain.Durability.class
        })
public final class BenchMain implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Exits with 0, 1 after a failure, 2 on wrong usage. */
    public static void main(final String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** What the operator has to mend needs no stack trace. */
    static CommandLine commandLine() {
        return new CommandLine(new BenchMain()).setExecutionExceptionHandler((error, command, result) -> {
            if (error instanceof IllegalStateException || error instanceof UncheckedIOException) {
                System.err.println("strikebook bench: " + error.getMessage());
                return 1;
            }
            throw error;
        });
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which benchmark?");
    }

    private static void require(
            final CommandLine.Model.CommandSpec spec,
            final String option,
            final int value,
            final int least,
            final int most) {
        if (value < least || value > most) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + " must be " + least + " to " + most + ", is " + value);
        }
    }

    /** How figures are printed, the same for every benchmark. */
    static class Output {
        @Option(names = "--json", description = "one JSON line per figure instead of tables")
        private boolean json;

        final int print(final BenchReport report) {
            report.print(System.out, json);
            return report.hasFailed() ? 1 : 0;
        }
    }

    /** Options of benchmarks that make queues. */
    static class QueueOutput extends Output {
        @Option(
                names = "--dir",
                description = "where queues are made; removed afterwards (default: /dev/shm, else the folder for"
                        + " temporary files; durability: the latter)")
        private Path folder;

        /** Where something is measured that only a disk has. */
        final Path folderOnDisk() {
            return folder != null
                    ? folder.toAbsolutePath()
                    : Path.of(System.getProperty("java.io.tmpdir")).resolve("strikebook-bench");
        }

        final Path folder() {
            if (folder != null) {
                return folder.toAbsolutePath();
            }
            final Path shared = Path.of("/dev/shm");
            final Path base = Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
            return base.resolve("strikebook-bench");
        }
    }

    /** Options of benchmarks that go by time. */
    static final class Common extends QueueOutput {
        @Option(names = "--seconds", description = "how long each part runs (default: 10, pipeline 30)")
        private Integer seconds;

        int seconds(final CommandLine.Model.CommandSpec spec, final int byDefault) {
            final int chosen = seconds == null ? byDefault : seconds;
            require(spec, "--seconds", chosen, 1, 600);
            return chosen;
        }

        /** For a benchmark that does not go by time. */
        void refuseSeconds(final CommandLine.Model.CommandSpec spec, final String instead) {
            if (seconds != null) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--seconds is not for this benchmark, use " + instead);
            }
        }
    }

    @Command(
            name = "handoff",
            description = "One message between two processes: our queues beside raw memory, Aeron IPC and plain"
                    + " Chronicle Queue.",
            mixinStandardHelpOptions = true)
    static final class Handoff implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common;

        @Option(
                names = "--hgrm",
                paramLabel = "<folder>",
                description = "also writes each percentile distribution there, and a picture of them")
        private Path hgrmFolder;

        @Option(
                names = "--quick",
                description = "every way of every link once, for a tenth of a second, in processes that are not warm")
        private boolean quick;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            final HandoffPlan plan = quick ? HandoffPlan.QUICK : HandoffPlan.of(common.seconds(spec, 10));
            return common.print(new HandoffBenchmark(common.folder(), plan, hgrmFolder).run());
        }
    }

    @Command(
            name = "matching",
            description =
                    "Matching alone: the same commands through our engine and exchange-core's direct order book, one order through a"
                            + " hundred, then mass quotes, legs of combinations, and books from recorded executions.",
            mixinStandardHelpOptions = true)
    static final class Matching implements Callable<Integer> {
        private static final int MOST_RESTING = 1_000_000;
        private static final int MOST_COMMANDS = 10_000_000;
        private static final int MOST_ROUNDS = 1_000;

        @CommandLine.Mixin
        private QueueOutput output;

        @Option(
                names = "--resting",
                split = ",",
                description = "orders in the book (default: ${DEFAULT-VALUE})",
                defaultValue = "1000,1000000")
        private int[] resting;

        @Option(
                names = "--commands",
                description = "commands in each round (default: ${DEFAULT-VALUE})",
                defaultValue = "3000000")
        private int commands;

        @Option(names = "--rounds", description = "measured rounds (default: ${DEFAULT-VALUE})", defaultValue = "7")
        private int rounds;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            for (final int orders : resting) {
                require(spec, "--resting", orders, 10, MOST_RESTING);
            }
            require(spec, "--commands", commands, 1, MOST_COMMANDS);
            require(spec, "--rounds", rounds, 1, MOST_ROUNDS);
            return output.print(new MatchingBenchmark(resting, commands, rounds, output.folder()).run());
        }
    }

    @Command(
            name = "append",
            description =
                    "What one process does for a message: encode, append, read; beside Chronicle's own appender and"
                            + " tailer, setting by setting (JMH).",
            mixinStandardHelpOptions = true)
    static final class Append implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common;

        @Option(
                names = "--iterations",
                description =
                        "iterations of each, after as many to warm up (default: 30, which takes about a minute in all)")
        private int iterations;

        @Option(
                names = "--only",
                defaultValue = "",
                description = "only those with this in their name, for example Read")
        private String only;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() throws RunnerException {
            common.refuseSeconds(spec, "--iterations");
            if (iterations < 0) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--iterations must not be negative, is " + iterations);
            }
            return common.print(MicroRun.run(common.folder(), iterations, only));
        }
    }

    @Command(
            name = "pricing",
            description = "Option mathematics, per option, beside OpenGamma Strata and finmath (JMH).",
            mixinStandardHelpOptions = true)
    static final class Pricing implements Callable<Integer> {
        @CommandLine.Mixin
        private Output output;

        @CommandLine.Mixin
        private MicroOptions micro;

        @Override
        public Integer call() throws RunnerException {
            return output.print(PricingRun.run(micro.iterations(), micro.only(), micro.quick()));
        }
    }

    @Command(
            name = "feed",
            description =
                    "Messages of venues through their rules onto a market-data queue, and into numbers beside published JSON parsers"
                            + " (JMH). STRIKEBOOK_DATA names a folder of recorded data; without it messages are made.",
            mixinStandardHelpOptions = true)
    static final class Feed implements Callable<Integer> {
        @CommandLine.Mixin
        private QueueOutput output;

        @CommandLine.Mixin
        private MicroOptions micro;

        @Override
        public Integer call() throws RunnerException {
            return output.print(FeedRun.run(micro.iterations(), micro.only(), micro.quick(), output.folder()));
        }
    }

    @Command(
            name = "margin",
            description =
                    "Portfolio margin: the check of an order, a fill, new marks for all accounts, and what accounts take of memory.",
            mixinStandardHelpOptions = true)
    static final class Margin implements Callable<Integer> {
        private static final int LEAST_ACCOUNTS = 128;
        private static final int MOST_ACCOUNTS = 100_000;
        private static final int MOST_ROUNDS = 1_000;

        @CommandLine.Mixin
        private Output output;

        @Option(
                names = "--accounts",
                description = "valued at new marks, and counted in memory (default: ${DEFAULT-VALUE})",
                defaultValue = "10000")
        private int accounts;

        @Option(names = "--rounds", description = "of new marks (default: ${DEFAULT-VALUE})", defaultValue = "15")
        private int rounds;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            require(spec, "--accounts", accounts, LEAST_ACCOUNTS, MOST_ACCOUNTS);
            require(spec, "--rounds", rounds, 1, MOST_ROUNDS);
            return output.print(new MarginBenchmark(accounts, rounds).run());
        }
    }

    @Command(
            name = "marks",
            description = "From market data to marks and risk arrays: a whole chain at once, and tick by tick.",
            mixinStandardHelpOptions = true)
    static final class Marks implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            return common.print(new MarksBenchmark(common.folder(), common.seconds(spec, 10)).run());
        }
    }

    @Command(
            name = "pipeline",
            description = {
                "Orders through risk, matching and margin over real queues, beside exchange-core.",
                "Throughput as fast as the venue answers, as six processes and as two threads of one JVM; latency "
                        + "hop by hop"
                        + " in open loop, at 10 k/s of six processes with back-off and of two busy threads, at 100 "
                        + "k/s of"
                        + " two threads. Latencies are shown only where at least 99 %% of the orders were accepted "
                        + "and 95 %%"
                        + " of the rate was answered; else what was achieved, and why orders were refused. Every "
                        + "recording"
                        + " is verified."
            },
            mixinStandardHelpOptions = true)
    static final class Pipeline implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common;

        @Option(
                names = "--quick",
                description = "only the agents on two threads of one JVM, and only 10 k/s; latency recordings are not "
                        + "verified")
        private boolean quick;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            return common.print(new PipelineBenchmark(common.folder(), common.seconds(spec, 30), quick).run());
        }
    }

    @Command(
            name = "durability",
            description =
                    "What it costs a writer that its queue is made durable behind its back, at several intervals, and"
                            + " how far behind that is; beside forcing each message. On a disk: nothing on tmpfs is durable.",
            mixinStandardHelpOptions = true)
    static final class Durability implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            return common.print(new DurabilityBenchmark(common.folderOnDisk(), common.seconds(spec, 10)).run());
        }
    }
}
