package io.strikebook.orderflow.load;

import io.strikebook.ipc.process.MarkCounter;
import io.strikebook.ipc.process.ProcessContext;

/** What the load generator shows of itself in its mark file; allocates nothing once it is made. */
final class LoadReport {
    private final MarkCounter sent;
    private final MarkCounter accepted;
    private final MarkCounter refused;
    private final MarkCounter filled;

    private LoadReport(
            final MarkCounter sent, final MarkCounter accepted, final MarkCounter refused, final MarkCounter filled) {
        this.sent = sent;
        this.accepted = accepted;
        this.refused = refused;
        this.filled = filled;
    }

    /**
     * Counters in a process's mark file: {@code sent} since the process started; {@code accepted}, {@code refused} and {@code filled} of
     * everything recorded.
     */
    static LoadReport in(final ProcessContext context) {
        return new LoadReport(
                context.counter("sent"),
                context.counter("accepted"),
                context.counter("refused"),
                context.counter("filled"));
    }

    /** Shows nothing. */
    static LoadReport none() {
        return new LoadReport(value -> {}, value -> {}, value -> {}, value -> {});
    }

    void show(final LoadCounters counters) {
        sent.set(counters.sentRequests());
        accepted.set(counters.accepted());
        refused.set(counters.refused());
        filled.set(counters.filledOrders());
    }
}
