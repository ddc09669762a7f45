package io.strikebook.cli;

import io.strikebook.ipc.home.Home;
import io.strikebook.runner.Moment;
import io.strikebook.runner.Recording;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command of a recording that things are looked at after; a mixin of every command that does so. */
public final class MomentOption {
    @Parameters(index = "0", paramLabel = "HOME", description = "the recording")
    private Path path;

    @Option(
            names = "--at",
            paramLabel = "SEQ",
            description = "after this command (default: the last one that every engine has answered)")
    private Long at;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Runs the engines up to the command and looks at them.
     *
     * @throws CommandFailedException where there is no such command, or the engines do not do what was recorded
     */
    public <T> T look(final Function<Moment, T> look) {
        try (Recording recording = new Recording(Home.at(path))) {
            final long last = recording.lastAnsweredCommand();
            if (last < 1) {
                throw new CommandFailedException(
                        ExitCodes.REFUSED, path + ": no command has been answered yet, there is nothing to look at");
            }
            if (at != null && (at < 1 || at > last)) {
                throw new CommandFailedException(
                        ExitCodes.USAGE,
                        "--at " + at + ": the commands that every engine has answered are 1 to " + last);
            }
            final long sequence = at == null ? last : at;
            final Progress progress = new Progress(spec.commandLine().getErr(), "command", sequence);
            final Moment moment =
                    Moment.at(recording, sequence, progress, spec.commandLine().getErr()::println);
            progress.end();
            return look.apply(moment);
        } catch (final Moment.DivergedException e) {
            throw new CommandFailedException(
                    ExitCodes.DIVERGED, path + ": the engines do not do what was recorded: " + e.getMessage());
        }
    }
}
