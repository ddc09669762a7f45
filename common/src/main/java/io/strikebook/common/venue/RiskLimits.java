package io.strikebook.common.venue;

import io.strikebook.schemas.RequestKind;
import java.util.List;

/**
 * What accounts may do until operators say otherwise.
 *
 * @param maxOrderValueE8 what one order may be worth, USD at the index price (inverse futures: their USD), 1e-8; 0: anything
 * @param maxDistanceE8   how far a limit may be from the mark, as a ratio of it (options: of one coin, or of the index), 1e-8; 0: as far as
 *                        the price band reaches
 * @param clampsFutures   whether a buy above the price band of a future, or a sell below it, goes by the band's edge rather than be refused
 * @param positions       largest position of an account in each instrument of an underlying; none: as large as margin allows
 * @param rates           how many requests of which kinds an account may send; a kind that is missing: any number
 */
public record RiskLimits(
        long maxOrderValueE8, long maxDistanceE8, boolean clampsFutures, List<Position> positions, List<Rate> rates) {
    /** Most requests in a second, and at once, that can be asked for. */
    public static final int MAX_RATE = 1_000_000;

    /** Largest limit of a position, coins, 1e-8. */
    public static final long MAX_POSITION_E8 = 1L << 60;

    /**
     * Largest position in any one instrument of an underlying.
     *
     * @param underlying its code
     * @param coinsE8    coins, 1e-8; inverse futures by their mark
     */
    public record Position(String underlying, long coinsE8) {}

    /**
     * A token bucket.
     *
     * @param kind      of requests
     * @param perSecond tokens that come back in a second, evenly
     * @param burst     tokens that it holds
     */
    public record Rate(RequestKind kind, int perSecond, int burst) {}

    /** No limits but those of other sections, and the band of futures as it was. */
    public static RiskLimits none() {
        return new RiskLimits(0, 0, false, List.of(), List.of());
    }

    /** Largest position in an instrument of an underlying, coins, 1e-8; 0 for none. */
    public long positionE8(final String underlying) {
        for (final Position position : positions) {
            if (position.underlying().equals(underlying)) {
                return position.coinsE8();
            }
        }
        return 0;
    }
}
