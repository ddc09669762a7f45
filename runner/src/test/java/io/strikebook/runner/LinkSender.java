package io.strikebook.runner;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.NewLinkedOrdersEncoder;
import io.strikebook.schemas.NewLinkedOrdersEncoder.PartsEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import java.util.List;
import java.util.Random;

/** Linked orders near the newest marks: entries with a limit and a stop behind them, pairs around the mark, one after the other. */
final class LinkSender {
    private static final int MAX_LENGTH = 512;
    private static final FillCondition[] CONDITIONS = {
        FillCondition.FIRST_HIT, FillCondition.COMPLETE_FILL, FillCondition.INCREMENTAL
    };

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final NewLinkedOrdersEncoder linked = new NewLinkedOrdersEncoder();
    private final Listings listings;
    private final Random random;
    private int instrument;
    private long markE8;
    private long clientOrderId;

    LinkSender(final Listings listings, final long seed) {
        this.listings = listings;
        this.random = new Random(seed);
    }

    /** One request as the open group of a publication; false where its instrument is not known yet. */
    boolean send(final Publication requests, final int accountId, final NewestMarks marks) {
        listings.read();
        instrument = marks.anyInstrument(random);
        if (!listings.areKnown(List.of(instrument))) {
            return false;
        }
        markE8 = marks.of(instrument);
        clientOrderId = (requests.lastSequence() + 1) * 4;
        final LinkKind kind = LinkKind.get((short) (1 + random.nextInt(3)));
        final boolean cancels = kind == LinkKind.ONE_CANCELS_OTHER;
        final int parts = kind == LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER ? 3 : 2;
        final int offset = requests.claim(MAX_LENGTH);
        requests.buffer().setMemory(offset, MAX_LENGTH, (byte) 0);
        linked.wrapAndApplyHeader(requests.buffer(), offset, header)
                .accountId(accountId)
                .underlyingId(listings.of(instrument).underlyingId())
                .linkKind(kind)
                .fillCondition(CONDITIONS[random.nextInt(CONDITIONS.length)]);
        final PartsEncoder encoder = linked.partsCount(parts);
        final boolean buys = random.nextBoolean();
        final long lots = 1 + random.nextInt(12);
        if (cancels) {
            limit(encoder.next(), buys, -2, lots);
            second(encoder.next(), buys, lots);
        } else {
            limit(encoder.next(), buys, random.nextInt(4) - 1, lots);
            limit(encoder.next(), !buys, -1 - random.nextInt(3), lots);
            if (parts == 3) {
                stop(encoder.next(), !buys, lots);
            }
        }
        requests.commit(FrameLayout.HEADER_LENGTH + linked.encodedLength());
        return true;
    }

    private void second(final PartsEncoder part, final boolean buys, final long lots) {
        if (random.nextBoolean()) {
            limit(part, !buys, -2, lots);
        } else {
            stop(part, buys, lots);
        }
    }

    /** A limit so many thousandths better for who takes it than the mark. */
    private void limit(final PartsEncoder part, final boolean buys, final int thousandths, final long lots) {
        final long tickE8 = listings.of(instrument).tickSizeE8();
        final long awayE8 = markE8 / 1_000 * (buys ? thousandths : -thousandths);
        begin(part, buys, lots)
                .orderType(OrderType.LIMIT)
                .priceE8(Math.max(1, (markE8 + awayE8) / tickE8) * tickE8)
                .triggerKind((short) 0)
                .triggerReference((short) 0);
    }

    private void stop(final PartsEncoder part, final boolean buys, final long lots) {
        final long awayE8 = 1 + markE8 / 10_000;
        begin(part, buys, lots)
                .orderType(OrderType.MARKET)
                .priceE8(0)
                .triggerPriceE8(Math.max(1, buys ? markE8 + awayE8 : markE8 - awayE8))
                .triggerKind(TriggerKind.STOP.value())
                .triggerReference(TriggerReference.MARK.value());
    }

    private PartsEncoder begin(final PartsEncoder part, final boolean buys, final long lots) {
        return part.clientOrderId(clientOrderId++)
                .quantityLots(lots)
                .instrumentId(instrument)
                .side(buys ? Side.BUY : Side.SELL)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED);
    }
}
