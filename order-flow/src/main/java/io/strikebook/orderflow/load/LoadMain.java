package io.strikebook.orderflow.load;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import org.agrona.concurrent.Agent;

/** The load generator's process: reads what is recorded, cancels what an earlier run of it left resting, and sends. */
public final class LoadMain {
    /** Role, section of the configuration, and name of the source. */
    public static final String ROLE = "load";

    private LoadMain() {}

    /** Arguments: {@code --home D [--config F]}. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, LoadMain::agent));
    }

    /** The agent over the queues of the context's home. */
    public static Agent agent(final ProcessContext context) {
        final String queue = QueueNames.orders(ROLE);
        final int sourceId = context.manifest().sourceOf(queue).sourceId();
        final Publication requests = context.publication(queue);
        final LoadGenerator generator = new LoadGenerator(LoadConfig.from(context.config()), sourceId, requests);
        return new LoadAgent(
                generator,
                context.subscription(QueueNames.MARKS),
                context.subscription(QueueNames.COMMANDS),
                context.subscription(QueueNames.EXECUTIONS),
                requests,
                context.clock(),
                context.upstream(QueueNames.COMMANDS),
                context.upstream(QueueNames.EXECUTIONS),
                LoadReport.in(context));
    }
}
