package io.strikebook.cli.admin;

import io.strikebook.cli.ExitCodes;
import io.strikebook.cli.print.FrameFields;
import io.strikebook.cli.print.FramePrinter;
import io.strikebook.cli.tail.TailNames;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.home.Home;
import io.strikebook.ipc.home.Manifest;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.HomeQueues;
import io.strikebook.ipc.process.MarkFileReader;
import io.strikebook.ipc.process.ProcessMark;
import io.strikebook.schemas.RejectCode;
import io.strikebook.sequencer.RiskEngineMain;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import org.agrona.concurrent.SystemEpochNanoClock;

/** Records one request and tells the operator what became of it. */
final class AdminSession {
    private final Home home;
    private final long timeoutNs;
    private final boolean json;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * A session on a home.
     *
     * @param timeoutNs for a turn at the queue, for the decision, and for its answer, each
     * @param json      whether command and answer are printed as JSON objects
     */
    AdminSession(
            final Home home, final long timeoutNs, final boolean json, final PrintWriter out, final PrintWriter err) {
        this.home = home;
        this.timeoutNs = timeoutNs;
        this.json = json;
        this.out = out;
        this.err = err;
    }

    /**
     * Records a request, awaits its decision and prints it.
     *
     * @param toRequest makes the request from names that the recording knows
     * @return exit code: refused requests and undecided ones of a running venue fail
     */
    int run(final Function<TailNames, AdminRequest> toRequest) {
        final Manifest manifest = home.open();
        final ChronicleTransport transport = HomeQueues.transport(manifest, new SystemEpochNanoClock());
        try (TailNames names = new TailNames(home, manifest, transport);
                DecisionReader decisions = new DecisionReader(
                        home,
                        manifest.venue().ownership(),
                        transport,
                        new FramePrinter(new FrameFields(), json, names))) {
            final AdminRequest request = toRequest.apply(names);
            final long sourceSequence =
                    new AdminQueue(home, transport, new SystemEpochNanoClock()).append(request, timeoutNs);
            final Optional<Decision> decision = decisions.await(
                    manifest.sourceOf(QueueNames.ADMIN).sourceId(),
                    sourceSequence,
                    System.nanoTime() + timeoutNs,
                    this::isSequencerAlive);
            return decision.isPresent() ? report(decision.get(), decisions) : reportUndecided(sourceSequence);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int report(final Decision decision, final DecisionReader decisions) {
        out.println(decision.line());
        if (decision.code() != RejectCode.ACCEPTED) {
            err.println("refused: " + decision.code() + " (command " + decision.sequence() + ")");
            return ExitCodes.FAILED;
        }
        final Optional<DecisionReader.Answer> answer = decisions.awaitAnswer(decision, System.nanoTime() + timeoutNs);
        if (answer.isEmpty()) {
            err.println("accepted as command " + decision.sequence() + "; no answer to it within the timeout");
            return ExitCodes.DONE;
        }
        answer.get().lines().forEach(out::println);
        if (answer.get().code() != RejectCode.ACCEPTED) {
            err.println("accepted as command " + decision.sequence() + ", then refused on "
                    + answer.get().queue() + ": " + answer.get().code());
            return ExitCodes.FAILED;
        }
        err.println("accepted (command " + decision.sequence() + ")");
        return ExitCodes.DONE;
    }

    private int reportUndecided(final long sourceSequence) {
        if (!isSequencerAlive()) {
            err.println("recorded as request " + sourceSequence
                    + " of admin; the venue is not running, it will be decided at the next start");
            return ExitCodes.DONE;
        }
        err.println("recorded as request " + sourceSequence
                + " of admin, but not decided within the timeout; it will be, and must not be repeated:"
                + " look for sourceSequence " + sourceSequence + " with 'strikebook tail commands'");
        return ExitCodes.FAILED;
    }

    private boolean isSequencerAlive() {
        return MarkFileReader.read(home.markFile(RiskEngineMain.ROLE))
                .map(ProcessMark::isAlive)
                .orElse(false);
    }
}
