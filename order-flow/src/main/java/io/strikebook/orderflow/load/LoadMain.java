package io.strikebook.orderflow.load;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.ShardedExecutions;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.config.ConfigSection;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.ProcessContext;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.ipc.process.Upstream;
import io.strikebook.ipc.snapshot.SnapshotStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.Agent;

/**
 * The load generator's process: reads what is recorded since the state that it saved last, cancels what an earlier run of it left resting,
 * and sends.
 */
public final class LoadMain {
    /** Role, section of the configuration, and name of the source. */
    public static final String ROLE = "load";

    private LoadMain() {}

    /** Arguments: {@code --home D [--config F]}. */
    public static void main(final String[] args) {
        System.exit(StrikebookProcess.run(ROLE, args, LoadMain::agent));
    }

    /**
     * Where a restart would begin to read each queue, by the newest state that this role has saved of itself.
     *
     * @param section the role's, which has to name the same accounts as the state
     * @return the last sequence not read again, by queue; empty where there is no state, and everything is read
     */
    public static Map<String, Long> resumesAfter(
            final Home home, final Manifest manifest, final ConfigSection section) {
        final SnapshotStore store = new SnapshotStore(home.resume(ROLE), manifest.homeId(), line -> {});
        return LoadSnapshot.newest(
                        store,
                        LoadConfig.from(section),
                        LoadSnapshot.inputs(manifest.venue().matchingShards()),
                        Map.of())
                .map(LoadSnapshot::positions)
                .orElse(Map.of());
    }

    /** All shards of matching, seen as one that has ended as soon as one of them has: what that would answer, nobody does. */
    private static Upstream matching(final ProcessContext context, final int shards) {
        final List<Upstream> writers =
                QueueNames.executions(shards).stream().map(context::upstream).toList();
        return () -> {
            Upstream.State state = Upstream.State.GOES_ON;
            for (final Upstream writer : writers) {
                final Upstream.State one = writer.state();
                if (one == Upstream.State.ENDED) {
                    return one;
                }
                state = one == Upstream.State.ENDING ? one : state;
            }
            return state;
        };
    }

    /** The agent over the queues of the context's home. */
    public static Agent agent(final ProcessContext context) {
        final String queue = QueueNames.orders(ROLE);
        final int sourceId = context.manifest().sourceOf(queue).sourceId();
        final Publication requests = context.publication(queue);
        final LoadConfig config = LoadConfig.from(context.config());
        final LoadGenerator generator = new LoadGenerator(
                config, sourceId, requests, context.manifest().venue().blocks().leastUsdE8());
        final Map<String, Subscription> inputs = new LinkedHashMap<>();
        final Map<String, Long> heads = new LinkedHashMap<>();
        final int shards = context.manifest().venue().matchingShards();
        final List<String> queues = LoadSnapshot.inputs(shards);
        for (final String input : queues) {
            inputs.put(input, context.subscription(input));
            heads.put(input, context.headSequence(input));
        }
        final SnapshotStore store = context.ownSnapshots();
        final Map<String, Long> after = LoadSnapshot.newest(store, config, queues, heads)
                .map(snapshot -> snapshot.load(generator))
                .orElse(Map.of());
        inputs.forEach((input, subscription) -> {
            context.requireRecorded(input, after.getOrDefault(input, 0L));
            subscription.seekAfter(after.getOrDefault(input, 0L));
        });
        return new LoadAgent(
                generator,
                inputs.get(QueueNames.MARKS),
                inputs.get(QueueNames.COMMANDS),
                new ShardedExecutions(
                        context.manifest().venue().ownership(),
                        QueueNames.executions(shards).stream().map(inputs::get).toList()),
                requests,
                context.clock(),
                context.upstream(QueueNames.COMMANDS),
                matching(context, shards),
                LoadReport.in(context),
                () -> LoadSnapshot.save(store, config, queues, generator, inputs));
    }
}
