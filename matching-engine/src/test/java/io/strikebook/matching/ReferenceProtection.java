package io.strikebook.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.Side;
import java.math.BigInteger;
import java.util.Map;

/** Protection of one group, in numbers without bounds; what is beyond 2^62 shows as that. */
final class ReferenceProtection {
    static final long UNTIL_RESET = Long.MAX_VALUE;
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(62).subtract(BigInteger.ONE);
    private static final long NO_WINDOW = Long.MIN_VALUE;

    final int account;
    final int underlying;
    final int number;
    long interval;
    long frozen;
    long quantityLimit;
    long deltaLimit;
    long vegaLimit;
    long maxQuote;
    long reserve;
    long frozenUntil;
    long blockedUntil;
    long start = NO_WINDOW;
    long quantity;
    long delta;
    long vega;

    ReferenceProtection(final int account, final int underlying, final int number) {
        this.account = account;
        this.underlying = underlying;
        this.number = number;
    }

    ReferenceProtection copy() {
        final ReferenceProtection copy = new ReferenceProtection(account, underlying, number);
        copy.interval = interval;
        copy.frozen = frozen;
        copy.quantityLimit = quantityLimit;
        copy.deltaLimit = deltaLimit;
        copy.vegaLimit = vegaLimit;
        copy.maxQuote = maxQuote;
        copy.frozenUntil = frozenUntil;
        copy.blockedUntil = blockedUntil;
        copy.start = start;
        copy.quantity = quantity;
        copy.delta = delta;
        copy.vega = vega;
        return copy;
    }

    void clearWindow() {
        start = NO_WINDOW;
        quantity = 0;
        delta = 0;
        vega = 0;
    }

    boolean isClosed(final long now) {
        return now < frozenUntil || now < blockedUntil;
    }

    long closedUntil() {
        return Math.max(frozenUntil, blockedUntil);
    }

    void count(
            final long now,
            final Map<Integer, long[]> marks,
            final ReferenceMatching.Entry order,
            final long lots,
            final long price) {
        if (start == NO_WINDOW || now - start >= interval) {
            clearWindow();
            start = now;
        }
        final long[] mark = marks.getOrDefault(order.instrument, new long[3]);
        final InstrumentTerms terms = Commands.terms(order.instrument);
        final BigInteger coins = coins(terms, lots, price);
        final BigInteger sign = BigInteger.valueOf(order.side == Side.BUY ? 1 : -1);
        quantity = clamp(BigInteger.valueOf(quantity).add(coins));
        delta = clamp(BigInteger.valueOf(delta)
                .add(clamped(coins.multiply(perCoin(terms, mark)).divide(BigInteger.valueOf(1_000_000_000L)))
                        .multiply(sign)));
        vega = clamp(BigInteger.valueOf(vega)
                .add(clamped(coins.multiply(BigInteger.valueOf(mark[2])).divide(BigInteger.valueOf(100_000_000L)))
                        .multiply(sign)));
    }

    private static BigInteger coins(final InstrumentTerms terms, final long lots, final long price) {
        final BigInteger units = BigInteger.valueOf(lots).multiply(BigInteger.valueOf(terms.lotSizeE8()));
        if (terms.kind() == InstrumentKind.OPTION || terms.style() == ContractStyle.LINEAR) {
            return units.min(MOST);
        }
        if (price <= 0) {
            return MOST;
        }
        final BigInteger twice =
                units.multiply(BigInteger.valueOf(200_000_000L)).add(BigInteger.valueOf(price));
        return twice.divide(BigInteger.valueOf(2 * price)).min(MOST);
    }

    private static BigInteger perCoin(final InstrumentTerms terms, final long[] mark) {
        if (terms.kind() != InstrumentKind.OPTION) {
            return BigInteger.valueOf(1_000_000_000L);
        }
        return BigInteger.valueOf(mark[1] - (terms.style() == ContractStyle.INVERSE ? 10 * mark[0] : 0));
    }

    private static BigInteger clamped(final BigInteger value) {
        return value.min(MOST).max(MOST.negate());
    }

    private static long clamp(final BigInteger value) {
        return clamped(value).longValueExact();
    }

    boolean isBreached() {
        return quantity >= (quantityLimit == 0 ? maxQuote : quantityLimit)
                || deltaLimit > 0 && Math.abs(delta) >= deltaLimit
                || vegaLimit > 0 && Math.abs(vega) >= vegaLimit;
    }

    long hash() {
        final long group = StateHash.of(0, account, underlying, number, 0);
        final long identity = StateHash.of(11, group, 0, 0, 0);
        long limits = StateHash.of(identity, interval, frozen, quantityLimit, deltaLimit);
        limits = StateHash.and(StateHash.and(StateHash.and(limits, vegaLimit), maxQuote), reserve);
        final long window = StateHash.of(limits, frozenUntil, blockedUntil, start, quantity);
        return StateHash.and(StateHash.and(window, delta), vega);
    }
}
