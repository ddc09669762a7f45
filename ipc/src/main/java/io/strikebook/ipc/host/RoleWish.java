package io.strikebook.ipc.host;

/**
 * What is said of one role before a layout is planned.
 *
 * @param role e.g. {@code matching}
 * @param pin  who says which CPU it has
 * @param cpu  the CPU where it is {@link Pin#FIXED}, meaningless otherwise
 * @param idle name of the idle strategy that was chosen, or null to leave it to the layout
 */
public record RoleWish(String role, Pin pin, int cpu, String idle) {
    /** Who says which CPU a role has. */
    public enum Pin {
        /** The layout. */
        PLANNED,
        /** The operator: this one. */
        FIXED,
        /** The operator: none of its own. */
        NONE
    }

    /** One that the layout decides. */
    public static RoleWish planned(final String role, final String idle) {
        return new RoleWish(role, Pin.PLANNED, CpuLayout.NO_CPU, idle);
    }

    /** One that has this CPU. */
    public static RoleWish fixed(final String role, final int cpu, final String idle) {
        return new RoleWish(role, Pin.FIXED, cpu, idle);
    }

    /** One that has no CPU of its own. */
    public static RoleWish unpinned(final String role, final String idle) {
        return new RoleWish(role, Pin.NONE, CpuLayout.NO_CPU, idle);
    }
}
