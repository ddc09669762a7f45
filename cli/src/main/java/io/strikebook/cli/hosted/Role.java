package io.strikebook.cli.hosted;

import io.strikebook.feeder.FeederMain;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.ipc.process.StrikebookProcess;
import io.strikebook.margin.MarginMain;
import io.strikebook.matching.MatchingMain;
import io.strikebook.orderflow.load.LoadMain;
import io.strikebook.pricer.PricerMain;
import io.strikebook.sequencer.RiskEngineMain;
import java.util.List;

/** What runs in every venue, in the order in which it starts: the main of each process, and the body by which it can be hosted. */
public enum Role {
    MARGIN("margin", MarginMain.class, MarginMain::agent),
    MATCHING("matching", MatchingMain.class, MatchingMain::agent),
    RISK("risk", RiskEngineMain.class, RiskEngineMain::agent),
    PRICER("pricer", PricerMain.class, PricerMain::agent),
    FEEDER("feeder", FeederMain.class, FeederMain::agent),
    LOAD("load", LoadMain.class, LoadMain::agent);

    /** Sources first, so that everything sequenced is also answered. */
    public static final List<Role> STOP_ORDER = List.of(LOAD, FEEDER, PRICER, RISK, MATCHING, MARGIN);

    private final String role;
    private final Class<?> main;
    private final StrikebookProcess.Body body;

    Role(final String role, final Class<?> main, final StrikebookProcess.Body body) {
        this.role = role;
        this.main = main;
        this.body = body;
    }

    /** Its name in configuration, locks and mark files. */
    public String role() {
        return role;
    }

    /** The processes that a venue has of it: one, or of matching one for each shard. */
    public List<String> processes(final int shards) {
        return this == MATCHING ? QueueNames.matchingRoles(shards) : List.of(role);
    }

    /** What a process of its own runs. */
    public Class<?> main() {
        return main;
    }

    /** What is hosted instead. */
    public StrikebookProcess.Body body() {
        return body;
    }
}
