package io.strikebook.matching;

import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.Side;
import java.util.List;

/** Block trades, once more. */
final class ReferenceBlocks {
    /** A leg; the side is that of the first account. */
    record Leg(int instrument, Side side, long price, long lots) {}

    private final ReferenceMatching matching;

    ReferenceBlocks(final ReferenceMatching matching) {
        this.matching = matching;
    }

    void trade(final int account, final int counterparty, final long blockId, final List<Leg> legs) {
        final RejectCode refusal = refusal(account, counterparty, legs);
        if (refusal != RejectCode.ACCEPTED) {
            matching.rejected(refusal);
            return;
        }
        for (int i = 0; i < legs.size(); i++) {
            final Leg leg = legs.get(i);
            final int buyer = leg.side() == Side.BUY ? account : counterparty;
            final int seller = leg.side() == Side.BUY ? counterparty : account;
            matching.positions().move(buyer, leg.instrument(), leg.lots());
            matching.positions().move(seller, leg.instrument(), -leg.lots());
            matching.statistics().tradedOutside(leg.instrument(), leg.price(), leg.lots());
            matching.say(BlockEventText.fill(
                    matching.trades().nextId(), blockId, i, leg.instrument(), buyer, seller, leg.price(), leg.lots()));
        }
    }

    private RejectCode refusal(final int account, final int counterparty, final List<Leg> legs) {
        if (matching.settings().isSelf(account, counterparty)) {
            return RejectCode.BLOCK_WITHIN_GROUP;
        }
        for (final Leg leg : legs) {
            final RejectCode entry = matching.phases().entry(leg.instrument());
            if (entry != RejectCode.ACCEPTED) {
                return entry;
            }
            if (matching.phases().phase(leg.instrument()) != InstrumentPhase.OPEN) {
                return RejectCode.NOT_IN_AUCTION;
            }
        }
        return RejectCode.ACCEPTED;
    }
}
