package io.strikebook.cli.greeks;

import io.strikebook.books.greeks.Greeks;
import io.strikebook.books.greeks.PortfolioGreeks;
import io.strikebook.cli.TextTable;
import io.strikebook.common.venue.Underlying;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Greeks as a table for people, or as a JSON object per row. */
final class GreeksPrinter {
    private static final String PERPETUAL = "perpetual";

    private final List<Underlying> underlyings;
    private final FollowedGreeks followed;

    GreeksPrinter(final List<Underlying> underlyings, final FollowedGreeks followed) {
        this.underlyings = underlyings;
        this.followed = followed;
    }

    List<String> lines(final int account) {
        final TextTable table = new TextTable(
                ">account", "underlying", "expiry", ">delta", ">net delta", ">gamma", ">vega USD", ">theta USD");
        followed.greeks()
                .visit(
                        account,
                        (id, series, greeks) -> table.row(
                                id,
                                code(series),
                                expiry(series),
                                decimal(greeks.deltaE9(), 9),
                                decimal(greeks.transactionDeltaE9(), 9),
                                decimal(greeks.gammaE12(), 12),
                                decimal(greeks.vegaE8(), 8),
                                decimal(greeks.thetaE8(), 8)));
        final List<String> lines = new ArrayList<>();
        lines.add("after command " + followed.follower().commandsTo() + ", marks of epoch "
                + followed.follower().marksEpoch() + "; open interest is margin's ("
                + followed.follower().compared() + " compared)");
        lines.addAll(table.lines());
        return lines;
    }

    List<String> json(final int account) {
        final List<String> lines = new ArrayList<>();
        followed.greeks().visit(account, (id, series, greeks) -> lines.add(json(id, series, greeks)));
        return lines;
    }

    private String json(final int id, final PortfolioGreeks.Series series, final Greeks greeks) {
        return "{\"account\":" + id
                + ",\"underlying\":\"" + code(series)
                + "\",\"expiry\":\"" + expiry(series)
                + "\",\"delta\":" + decimal(greeks.deltaE9(), 9)
                + ",\"netDelta\":" + decimal(greeks.transactionDeltaE9(), 9)
                + ",\"gamma\":" + decimal(greeks.gammaE12(), 12)
                + ",\"vega\":" + decimal(greeks.vegaE8(), 8)
                + ",\"theta\":" + decimal(greeks.thetaE8(), 8)
                + ",\"command\":" + followed.follower().commandsTo()
                + ",\"epoch\":" + followed.follower().marksEpoch() + "}";
    }

    private String code(final PortfolioGreeks.Series series) {
        return underlyings.get(series.underlyingId() - 1).code();
    }

    private static String expiry(final PortfolioGreeks.Series series) {
        return series.expiryNs() == 0
                ? PERPETUAL
                : Instant.ofEpochSecond(0, series.expiryNs()).toString();
    }

    private static String decimal(final long value, final int places) {
        return BigDecimal.valueOf(value, places).toPlainString();
    }
}
