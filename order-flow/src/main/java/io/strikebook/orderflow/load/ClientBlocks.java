package io.strikebook.orderflow.load;

import static io.strikebook.common.math.FixedPoint.E8;
import static io.strikebook.common.math.FixedPoint.multiplyDivideFloor;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.schemas.Side;

/** The clients' block trades with each other: one leg as large as the venue asks for, and up to two small ones. */
final class ClientBlocks {
    private static final int MOST_LEGS = 3;
    private static final int INSTRUMENTS_LOOKED_AT = 8;

    private final LoadConfig config;
    private final FlowState state;
    private final ClientChoices choices;
    private final AccountRequests requests;
    private final long leastUsdE8;
    private final TradedInstrument[] legs = new TradedInstrument[MOST_LEGS];

    ClientBlocks(
            final LoadConfig config,
            final FlowState state,
            final ClientChoices choices,
            final AccountRequests requests,
            final long leastUsdE8) {
        this.config = config;
        this.state = state;
        this.choices = choices;
        this.requests = requests;
        this.leastUsdE8 = leastUsdE8;
    }

    /** Writes one; false where no instrument is found that can be traded so large. */
    boolean send(final int client) {
        final TradedInstrument large = large();
        if (large == null) {
            return false;
        }
        final int other = (client + 1 + choices.below(config.mix().clients() - 1))
                % config.mix().clients();
        final int underlyingId = large.listed().underlyingId();
        legs[0] = large;
        int count = 1;
        while (count < MOST_LEGS && choices.coin()) {
            final TradedInstrument small = choices.instrument();
            if (small == null || small.listed().underlyingId() != underlyingId || isLeg(small, count)) {
                break;
            }
            legs[count++] = small;
        }
        requests.block(choices.accountId(client), choices.accountId(other), underlyingId, count);
        for (int i = 0; i < count; i++) {
            final TradedInstrument leg = legs[i];
            final boolean longer = choices.positionLots(client, leg) > choices.positionLots(other, leg);
            requests.leg(
                    leg.instrumentId(),
                    longer ? Side.SELL : Side.BUY,
                    choices.priceE8(leg, Side.BUY, 0),
                    i == 0 ? leastLots(leg) : choices.lots());
        }
        requests.endBlock();
        return true;
    }

    private boolean isLeg(final TradedInstrument instrument, final int count) {
        for (int i = 0; i < count; i++) {
            if (legs[i] == instrument) {
                return true;
            }
        }
        return false;
    }

    /** An option where one is found, of which few lots are worth much. */
    private TradedInstrument large() {
        TradedInstrument found = null;
        for (int i = 0; i < INSTRUMENTS_LOOKED_AT; i++) {
            final TradedInstrument instrument = choices.instrument();
            if (instrument != null && leastLots(instrument) <= instrument.maxOrderLots()) {
                found = instrument;
                if (instrument.listed().isOption()) {
                    return found;
                }
            }
        }
        return found;
    }

    /** Lots that are worth what the venue asks for at least; more than any order where that is not known yet. */
    private long leastLots(final TradedInstrument instrument) {
        final Instrument listed = instrument.listed();
        final long lotE8 = listed.terms().lotSizeE8();
        if (listed.isInverseFuture()) {
            return Math.ceilDiv(leastUsdE8, lotE8);
        }
        final long indexE8 = state.indexE8(listed.underlyingId());
        return indexE8 <= 0
                ? Long.MAX_VALUE
                : Math.ceilDiv(leastUsdE8, Math.max(1, multiplyDivideFloor(lotE8, indexE8, E8)));
    }
}
