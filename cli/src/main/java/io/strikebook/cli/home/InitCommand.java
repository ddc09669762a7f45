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

    @Option(names = "--quiet", description = "do not print the effective configuration")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final String text = read(configFile);
        final HomeConfig config = HomeConfig.parse(configFile.toString(), text);
        RoleSections.check(config, config.venue(), config.timeMode(), Instant.now());
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
