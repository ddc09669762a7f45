package io.strikebook.runner.retention;

import io.strikebook.auditor.AuditorMain;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.HomeConfig;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.ipc.process.ProcessState;
import io.strikebook.ipc.retention.Need;
import io.strikebook.ipc.snapshot.SnapshotSet;
import io.strikebook.ipc.snapshot.SnapshotStore;
import io.strikebook.ipc.sync.SyncMain;
import io.strikebook.orderflow.load.LoadMain;
import io.strikebook.runner.LoadedSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who needs which part of each queue at one moment.
 *
 * <p>A restart of pricer, risk, matching or margin loads the newest snapshot set and reads every queue after what the set covers; so the
 * newest verified set bounds what may go, wherever these processes are now. The feeder computes its events again from the first one and
 * compares those that are still recorded. Load generator and auditor go on from states of their own. A process that runs needs what its mark
 * says that it has not read, and the file in which it stands; one that is down what it had not read; one that starts may need everything.
 * A syncing follower that is down needs nothing: whoever deletes files forces the others.
 */
final class Needs {
    private final Home home;
    private final Manifest manifest;
    private final HomeConfig config;
    private final List<ProcessMark> marks = new ArrayList<>();
    private final Optional<SnapshotSet> set;
    private final Map<String, Long> covered;

    private Needs(final Home home, final Manifest manifest, final HomeConfig config) {
        this.home = home;
        this.manifest = manifest;
        this.config = config;
        marks.addAll(MarkFileReader.readAll(home));
        marks.addAll(MarkFileReader.readFollowers(home));
        final SnapshotStore store = new SnapshotStore(home.snapshots(), manifest.homeId(), line -> {});
        set = store.newestVerified(Long.MAX_VALUE);
        covered = set.map(found -> new LoadedSet(found, manifest).positions()).orElse(Map.of());
    }

    static Needs now(final Home home, final Manifest manifest, final HomeConfig config) {
        return new Needs(home, manifest, config);
    }

    /** The set on which everything rests. */
    Optional<SnapshotSet> set() {
        return set;
    }

    /** The home's own processes: what they need of a file is known, whether they have it open or not. */
    Set<Long> pids() {
        final Set<Long> pids = new HashSet<>(Set.of(ProcessHandle.current().pid()));
        marks.stream().filter(ProcessMark::isAlive).map(ProcessMark::pid).forEach(pids::add);
        return pids;
    }

    List<Need> of(final String queue) {
        final List<Need> needs = new ArrayList<>();
        needs.add(
                set.isPresent()
                        ? new Need(
                                covered.getOrDefault(queue, 0L),
                                "verified snapshot set " + set.get().sequence() + " covers it up to "
                                        + covered.getOrDefault(queue, 0L))
                        : Need.all("there is no verified snapshot set"));
        for (final ProcessMark mark : marks) {
            if (mark.isAlive() || !mark.role().equals(SyncMain.ROLE)) {
                addNeed(needs, mark, queue);
            }
        }
        for (final String role : roles()) {
            if (manifest.reads(role, queue)
                    && marks.stream().noneMatch(mark -> mark.role().equals(role))) {
                needs.add(Need.all(role + " never started and has to read it"));
            }
        }
        if (manifest.reads(LoadMain.ROLE, queue) && runs(LoadMain.ROLE)) {
            needs.add(ofLoadAfterARestart(queue));
        }
        if (queue.equals(QueueNames.MARGIN) && runs(AuditorMain.ROLE)) {
            final long resumesAfter = AuditorMain.resumesAfter(home, manifest);
            needs.add(new Need(
                    resumesAfter,
                    AuditorMain.ROLE + " would read it again after " + resumesAfter
                            + "; it saves its state when it stops behind a link, and now and then"));
        }
        return needs;
    }

    private static void addNeed(final List<Need> needs, final ProcessMark mark, final String queue) {
        final boolean alive = mark.isAlive();
        if (alive && mark.state() != ProcessState.RUNNING && mark.state() != ProcessState.STOPPING) {
            needs.add(Need.all(mark.role() + " is " + mark.state().name().toLowerCase(Locale.ROOT)));
        }
        for (final ProcessMark.Position position : mark.positions()) {
            if (position.queue().equals(queue) && !mark.writes(queue)) {
                final String state =
                        alive || !mark.state().isAlive() ? mark.state().name().toLowerCase(Locale.ROOT) : "dead";
                needs.add(new Need(
                        alive ? position.sequence() - 1 : position.sequence(),
                        mark.role() + " (" + state + ") has read up to " + position.sequence()));
            }
        }
    }

    private List<String> roles() {
        final List<String> roles = new ArrayList<>(config.allRoles());
        roles.removeIf(role -> isOption(role) && !config.hasRole(role));
        return roles;
    }

    private static boolean isOption(final String role) {
        return role.equals(LoadMain.ROLE) || role.equals(AuditorMain.ROLE);
    }

    private boolean runs(final String role) {
        return config.hasRole(role)
                || marks.stream().anyMatch(mark -> mark.role().equals(role));
    }

    private Need ofLoadAfterARestart(final String queue) {
        final Map<String, Long> resumes = LoadMain.resumesAfter(home, manifest, config.role(LoadMain.ROLE));
        return resumes.isEmpty()
                ? Need.all(LoadMain.ROLE + " has saved no state of its own and would read it all again")
                : new Need(
                        resumes.getOrDefault(queue, 0L),
                        LoadMain.ROLE + " would read it again after " + resumes.getOrDefault(queue, 0L)
                                + "; it saves its state when it starts and stops");
    }
}
