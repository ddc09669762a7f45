package io.strikebook.system;

import io.strikebook.feeder.FeederMain;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.margin.MarginMain;
import io.strikebook.matching.MatchingMain;
import io.strikebook.orderflow.load.LoadMain;
import io.strikebook.pricer.PricerMain;
import io.strikebook.sequencer.RiskEngineMain;
import java.util.List;
import java.util.Locale;

/** The processes of a venue, each with the one queue that it writes. */
enum Role {
    FEEDER(FeederMain.class, QueueNames.MARKET_DATA),
    PRICER(PricerMain.class, QueueNames.MARKS),
    RISK(RiskEngineMain.class, QueueNames.COMMANDS),
    MATCHING(MatchingMain.class, QueueNames.EXECUTIONS),
    MARGIN(MarginMain.class, QueueNames.MARGIN),
    LOAD(LoadMain.class, QueueNames.orders("load"));

    /** Readers before what they read is written, so that nothing waits longer than it must. */
    static final List<Role> START_ORDER = List.of(MARGIN, MATCHING, RISK, PRICER, FEEDER, LOAD);

    /** Sources first, so that everything sequenced is also answered. */
    static final List<Role> STOP_ORDER = List.of(LOAD, FEEDER, PRICER, RISK, MATCHING, MARGIN);

    private final Class<?> main;
    private final String output;

    Role(final Class<?> main, final String output) {
        this.main = main;
        this.output = output;
    }

    Class<?> main() {
        return main;
    }

    /** The queue whose one writer this process is. */
    String output() {
        return output;
    }

    /** The processes that a venue has of it: one, or of matching one for each shard. */
    List<String> processes(final int shards) {
        return this == MATCHING ? QueueNames.matchingRoles(shards) : List.of(roleName());
    }

    /** Name in the configuration, of the mark file and of the error log. */
    String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
