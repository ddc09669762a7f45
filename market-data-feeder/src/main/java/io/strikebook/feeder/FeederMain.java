package io.strikebook.feeder;

import io.strikebook.feeder.live.LiveFeeder;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.config.ConfigException;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;

/** The feeder's process: {@code --home D [--config F]}. */
public final class FeederMain {
    private static final String ROLE = "feeder";

    private FeederMain() {}

    /** Runs until a signal; see {@link StrikebookProcess} for arguments and exit codes. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, FeederMain::agent));
    }

    /** The agent over the queues of the context's home. */
    public static Agent agent(final ProcessContext context) {
        final FeederConfig config = FeederConfig.read(
                context.config(),
                context.manifest().venue().underlyings(),
                context.manifest().timeMode(),
                context.manifest().created());
        if (config.live() != null) {
            return live(config, context);
        }
        final long recordedTo = context.headSequence(QueueNames.MARKET_DATA);
        final Publication publication = context.recomputingPublication(QueueNames.MARKET_DATA);
        final FeedErrors errors =
                new FeedErrors(text -> context.errors().onError(new BadInputException(text)), recordedTo);
        final EventFeed feed;
        try {
            feed = config.open(publication, errors);
        } catch (final UncheckedIOException | IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
        return new FeederAgent(
                feed,
                config.pacer(),
                publication,
                recordedTo,
                context.manifest().venue().marks().epochIntervalNs(),
                context.clock(),
                new FeedCounters(errors, context::counter));
    }

    private static Agent live(final FeederConfig config, final ProcessContext context) {
        final Consumer<String> log = text -> context.errors().onError(new BadInputException(text));
        final FeedErrors errors = new FeedErrors(log);
        return LiveFeeder.agent(
                config.live(), config.context(errors), context, new FeedCounters(errors, context::counter), log);
    }

    /** One line of the error log; where in the code it was found says nothing. */
    private static final class BadInputException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private BadInputException(final String text) {
            super(text, null, false, false);
        }
    }
}
