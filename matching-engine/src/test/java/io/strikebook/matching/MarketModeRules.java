package io.strikebook.matching;

import io.strikebook.schemas.MarketMode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of market modes have in common: a book in a mode whose orders wait for 1,000 ns. */
abstract class MarketModeRules extends EngineRules {
    static final long DELAY_NS = 1_000;

    final PhaseCommands modes = new PhaseCommands(commands);
    private final MarketMode mode;
    private long skippedNs;

    MarketModeRules(final MarketMode mode) {
        super(1);
        this.mode = mode;
    }

    @BeforeEach
    void setTheMode() {
        modes.mode(BOOK, mode, DELAY_NS);
        expect(HoldEventText.mode(BOOK, mode, DELAY_NS));
    }

    /** The commands from here on come so much later. */
    final void skip(final long laterNs) {
        skippedNs += laterNs;
        commands.skip(skippedNs);
    }

    /** What happens once nothing of what came so far has to wait any longer, but for statistics. */
    final List<String> afterwards() {
        harness.events();
        skip(DELAY_NS);
        commands.tick();
        return harness.events().stream()
                .filter(event -> !event.startsWith("statistics"))
                .toList();
    }
}
