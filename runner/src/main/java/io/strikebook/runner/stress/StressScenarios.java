package io.strikebook.runner.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scenarios that are always run: days that were, and moves of everything at once that a margin model looks at. The moves of days are of
 * one period of 24 hours, but for the last one; where nobody recorded what volatility did, it is assumed, and the source says so.
 */
public final class StressScenarios {
    private static final String RECORDED =
            "Deribit's perpetuals and its options of about a month at the money, recorded";
    private static final String HYPOTHETICAL = "hypothetical";
    private static final double[] FALLS = {-0.66, -0.5, -0.33, -0.2, -0.1};
    private static final double[] RISES = {0.1, 0.2, 0.5, 1, 2, 3, 4, 5};
    private static final double VOLATILITY_UP = 0.5;
    private static final int PERCENT = 100;

    private StressScenarios() {}

    /** All of them. */
    public static List<StressScenario> all() {
        final List<StressScenario> scenarios = new ArrayList<>(days());
        for (final double fall : FALLS) {
            scenarios.add(all(name(fall) + ", vol +50 %", new Shock(fall, VOLATILITY_UP, 0)));
        }
        for (final double rise : RISES) {
            scenarios.add(all(name(rise) + ", vol +50 %", new Shock(rise, VOLATILITY_UP, 0)));
        }
        scenarios.add(all("all -20 %, vol as it is", new Shock(-0.2, 0, 0)));
        scenarios.add(all("all +20 %, vol as it is", new Shock(0.2, 0, 0)));
        scenarios.add(all("vol doubles", new Shock(0, 1, 0)));
        scenarios.add(all("vol halves", new Shock(0, -0.5, 0)));
        scenarios.add(apart("BTC -33 %, others stay", -0.33, 0));
        scenarios.add(apart("BTC +33 %, others stay", 0.33, 0));
        scenarios.add(apart("BTC stays, others -33 %", 0, -0.33));
        scenarios.add(apart("BTC +20 %, others -20 %", 0.2, -0.2));
        scenarios.add(apart("BTC -20 %, others +20 %", -0.2, 0.2));
        return scenarios;
    }

    private static List<StressScenario> days() {
        return List.of(
                day(
                        "2020-03-12/13",
                        "CoinGecko's study of corrections: BTC -35.2 %, ETH -43.1 %; volatility assumed",
                        new Shock(-0.352, 1, 0),
                        new Shock(-0.431, 1, 0)),
                day(
                        "2022-06-13",
                        "CoinDesk's market wrap, 24 hours to 20:50 UTC: BTC -16 %, ETH -18 %; volatility assumed",
                        new Shock(-0.16, VOLATILITY_UP, 0),
                        new Shock(-0.18, VOLATILITY_UP, 0)),
                day(
                        "2026-01-30/31",
                        RECORDED + " 21:28 to 21:21 UTC",
                        new Shock(-0.0817, 0.159, 0),
                        new Shock(-0.1152, 0.150, 0)),
                day(
                        "2026-02-24/25",
                        "Deribit's perpetuals, recorded 21:35 to 21:35 UTC; volatility held",
                        new Shock(0.0847, 0, 0),
                        new Shock(0.1329, 0, 0)),
                day(
                        "2026-01-29 to 02-04",
                        RECORDED + " over six days",
                        new Shock(-0.1682, 0.42, 0),
                        new Shock(-0.2721, 0.45, 0)));
    }

    private static StressScenario day(final String name, final String source, final Shock btc, final Shock eth) {
        final Map<String, Shock> shocks = new TreeMap<>();
        shocks.put("BTC", btc);
        shocks.put(StressScenario.OTHERS, eth);
        return new StressScenario(name, source + "; others as ETH", shocks);
    }

    private static StressScenario all(final String name, final Shock shock) {
        return new StressScenario(name, HYPOTHETICAL, Map.of(StressScenario.OTHERS, shock));
    }

    private static StressScenario apart(final String name, final double btc, final double others) {
        final Map<String, Shock> shocks = new TreeMap<>();
        shocks.put("BTC", new Shock(btc, 0, 0));
        shocks.put(StressScenario.OTHERS, new Shock(others, 0, 0));
        return new StressScenario(name, HYPOTHETICAL, shocks);
    }

    private static String name(final double move) {
        return String.format(Locale.ROOT, "all %+d %%", Math.round(move * PERCENT));
    }
}
