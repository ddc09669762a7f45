package io.strikebook.cli.home;

import io.strikebook.cli.CommandFailedException;
import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.HomeOption;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.process.HomeQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes a home: folders, queues, configuration, manifest; and, where the configuration runs a load generator, the requests on
 * {@code admin} that open and fund its accounts. The manifest comes last: a home that has one has all of it.
 */
@Command(
        name = "init",
        description = "Makes a home from a configuration without starting anything.",
        footer = {
            "",
            "The load generator (section 'load') quotes and crosses, by 'seed'. What else clients of it send says the "
                    + "section 'mix' in it:",
            "  preset: all     some of every kind; none (default): makers and takers only",
            "  clients: 4      accounts that send it",
            "  KIND: N         of 1,000 requests so many are of a kind, instead of the preset's share; what is left is "
                    + "the makers' and takers'",
            "KIND: limit, market, marketToLimit, immediateOrCancel, fillOrKill, goodTilDate, iceberg, postOnly, "
                    + "reduceOnly, protected, amend, massQuote, stop, take, trailingStop, oneCancelsOther, "
                    + "oneTriggersOther, oneTriggersOneCancelsOther, blockTrade, combination, cancel, cancelByLabel, "
                    + "massCancel, cancelQuotes, setting. Combinations are traded where they are listed: see 'admin "
                    + "list-spreads'."
        },
        mixinStandardHelpOptions = true)
public final class InitCommand implements Callable<Integer> {
    @Mixin
    private HomeOption homeOption;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "the configuration, kept in the home")
    private Path configFile;

    @Option(
            names = "--recordings",
            description =
                    "refuse what the feeder could not open of the recordings that it is to play, before a home is made; relative paths "
                            + "are from the folder that this is started in ('up' does it from the one that 'scripts' is in)")
    private boolean recordings;

    @Option(names = "--quiet", description = "do not print the effective configuration")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final String text = read(configFile);
        final HomeConfig config = HomeConfig.parse(configFile.toString(), text);
        RoleSections.check(config, config.venue(), config.timeMode(), Instant.now());
        if (recordings) {
            RoleSections.tryRecordings(config);
        }
        final Home home = homeOption.home();
        HomeQueues.init(home, config, text, manifest -> LoadFunding.request(home, manifest, config));
        if (!quiet) {
            spec.commandLine()
                    .getOut()
                    .print("# home " + home.path() + ", effective configuration\n" + config.effective());
            spec.commandLine().getOut().flush();
        }
        return ExitCodes.DONE;
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new CommandFailedException(ExitCodes.USAGE, file + ": cannot be read: " + e);
        }
    }
}
