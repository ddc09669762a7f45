package io.strikebook.ipc.host;

import java.util.BitSet;
import java.util.List;

/**
 * Which role runs where.
 *
 * @param placements one for each role, in the order in which they were asked for
 * @param shared     CPUs of everything that has none of its own: roles, other threads, the system
 * @param helpers    those of {@code shared} that lie near the roles: for the other threads of their processes (housekeeper, compiler,
 *                   garbage collector), which populate the memory that the roles use
 * @param notes      what led to it, a sentence each
 */
public record CpuLayout(List<Placement> placements, BitSet shared, BitSet helpers, List<String> notes) {
    /** Instead of the id of a CPU: none. */
    public static final int NO_CPU = -1;

    /**
     * One role's place.
     *
     * @param role e.g. {@code matching}
     * @param cpu  the id of its own CPU, or {@link #NO_CPU}
     * @param idle name of its idle strategy
     * @param why  in a few words
     */
    public record Placement(String role, int cpu, String idle, String why) {}

    /** Whether any role has a CPU of its own. */
    public boolean pinsAny() {
        return placements.stream().anyMatch(placement -> placement.cpu() != NO_CPU);
    }

    /** CPUs of a process's threads but its agent's, if that one has a CPU of its own; of all its threads if not. */
    public BitSet helpers(final String role) {
        return of(role).cpu() == NO_CPU ? shared : helpers;
    }

    /** Whether a role's agent has a CPU of its own and the other threads of its process have CPUs that are no agent's own. */
    public boolean helpersApart(final String role) {
        final BitSet others = helpers(role);
        return of(role).cpu() != NO_CPU
                && placements.stream().noneMatch(place -> place.cpu() != NO_CPU && others.get(place.cpu()));
    }

    /** The place of a role; a role that was not asked for has none. */
    public Placement of(final String role) {
        return placements.stream()
                .filter(placement -> placement.role().equals(role))
                .findFirst()
                .orElse(new Placement(role, NO_CPU, LayoutPlanner.BACKOFF, "not part of the layout"));
    }
}
