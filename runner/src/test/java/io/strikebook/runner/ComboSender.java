package io.strikebook.runner;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.CancelOrderEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.ListComboEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.ReplaceOrderEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.Random;

/**
 * Lists combinations of whatever fits together, and has accounts buy, sell, replace and cancel orders of them near what their legs come to, or ready to
 * take what rests in the legs; a third of the orders have no id of the client's.
 */
final class ComboSender {
    /** Queue's key in the configuration. */
    static final String NAME = "combos";

    /** How many have orders, so few that one of them has the order that is meant. */
    static final int ACCOUNTS = 2;

    private static final int MOST = 20;
    private static final int TRIES = 16;

    /** Instruments that have orders before combinations of them are listed. */
    private static final int ORDERED = 20;

    private static final int BACK = 24;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final int firstAccount;
    private final Publication admin;
    private final Publication requests;
    private final NewestMarks marks;
    private final Listings listings;
    private final Random random;
    private int asked;

    ComboSender(
            final int firstAccount,
            final Publication admin,
            final Publication requests,
            final Subscription marks,
            final Subscription commands,
            final long seed) {
        this.firstAccount = firstAccount;
        this.admin = admin;
        this.requests = requests;
        this.marks = new NewestMarks(marks);
        this.listings = new Listings(commands);
        this.random = new Random(seed);
    }

    /** One request, once there are marks. */
    void send(final long nowNs) {
        listings.read();
        if (!marks.read() || listings.ordered() < ORDERED) {
            return;
        }
        final Instrument combo = listings.anyCombo(random);
        if (combo == null || asked < MOST && random.nextInt(50) == 0) {
            list(nowNs);
            return;
        }
        requests.beginGroup(requests.lastSequence() + 1, nowNs);
        final int die = random.nextInt(10);
        if (die < 6) {
            order(combo);
        } else if (die < 8) {
            final Listings.Nameless nameless = listings.anyNameless(random);
            if (nameless == null || random.nextBoolean()) {
                replace(combo, 0, anyOrder(), anyAccount());
            } else {
                replace(nameless.combo(), nameless.orderId(), 0, nameless.accountId());
            }
        } else {
            cancel();
        }
        requests.endGroup();
        requests.flush();
    }

    private void list(final long nowNs) {
        for (int i = 0; i < TRIES; i++) {
            final int one = anyLeg();
            final int other = anyLeg();
            final ComboLegs legs = ComboCodec.of(
                    new int[] {Math.min(one, other), Math.max(one, other)},
                    new int[] {1, random.nextInt(3) == 0 ? -2 : -1},
                    2,
                    listings::of);
            if (legs != null && legs.areValid()) {
                asked++;
                list(legs, nowNs);
                return;
            }
        }
    }

    /** Mostly one with orders, so that the legs trade too. */
    private int anyLeg() {
        return random.nextInt(6) == 0 ? marks.anyInstrument(random) : listings.anyOrdered(random);
    }

    private void list(final ComboLegs legs, final long nowNs) {
        admin.beginGroup(admin.lastSequence() + 1, nowNs);
        final ListComboEncoder encoder = new ListComboEncoder()
                .wrapAndApplyHeader(admin.buffer(), claim(admin, ListComboEncoder.BLOCK_LENGTH), header)
                .symbol("COMBO-" + asked)
                .tickSizeE8(legs.leg(0).tickSizeE8())
                .maxOrderLots(100);
        ComboCodec.encode(legs, encoder.legs());
        admin.commit(FrameLayout.HEADER_LENGTH + ListComboEncoder.BLOCK_LENGTH);
        admin.endGroup();
        admin.flush();
    }

    private void order(final Instrument combo) {
        final int account = anyAccount();
        final boolean buy = random.nextBoolean();
        new NewOrderEncoder()
                .wrapAndApplyHeader(requests.buffer(), claim(requests, NewOrderEncoder.BLOCK_LENGTH), header)
                .clientOrderId(random.nextInt(3) == 0 ? 0 : requests.lastSequence() + 1)
                .priceE8(priceE8(combo) + (buy ? 1 : -1) * eagernessE8(combo))
                .quantityLots(1 + random.nextInt(4))
                .accountId(account)
                .instrumentId(combo.instrumentId())
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(random.nextInt(5) == 0 ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.GOOD_TIL_CANCELLED);
        requests.commit(FrameLayout.HEADER_LENGTH + NewOrderEncoder.BLOCK_LENGTH);
    }

    private void replace(final Instrument combo, final long orderId, final long clientOrderId, final int accountId) {
        new ReplaceOrderEncoder()
                .wrapAndApplyHeader(requests.buffer(), claim(requests, ReplaceOrderEncoder.BLOCK_LENGTH), header)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8(combo))
                .quantityLots(1 + random.nextInt(4))
                .accountId(accountId)
                .instrumentId(combo.instrumentId());
        requests.commit(FrameLayout.HEADER_LENGTH + ReplaceOrderEncoder.BLOCK_LENGTH);
    }

    private void cancel() {
        new CancelOrderEncoder()
                .wrapAndApplyHeader(requests.buffer(), claim(requests, CancelOrderEncoder.BLOCK_LENGTH), header)
                .orderId(0)
                .clientOrderId(anyOrder())
                .accountId(anyAccount())
                .instrumentId(0);
        requests.commit(FrameLayout.HEADER_LENGTH + CancelOrderEncoder.BLOCK_LENGTH);
    }

    private int anyAccount() {
        return firstAccount + random.nextInt(ACCOUNTS);
    }

    private long anyOrder() {
        return Math.max(1, requests.lastSequence() - random.nextInt(BACK));
    }

    private long priceE8(final Instrument combo) {
        final ComboLegs legs = combo.legs();
        long sumE8 = 0;
        for (int i = 0; i < legs.count(); i++) {
            sumE8 += legs.ratio(i) * marks.of(legs.leg(i).instrumentId());
        }
        return (Math.floorDiv(sumE8, combo.tickSizeE8()) + random.nextInt(5) - 2) * combo.tickSizeE8();
    }

    /** How much worse than fair an order may trade: mostly nothing, else about as much as the spreads of the legs. */
    private long eagernessE8(final Instrument combo) {
        if (random.nextInt(3) > 0) {
            return 0;
        }
        final ComboLegs legs = combo.legs();
        long sumE8 = 0;
        for (int i = 0; i < legs.count(); i++) {
            sumE8 += Math.abs(legs.ratio(i)) * marks.of(legs.leg(i).instrumentId());
        }
        return sumE8 / 1_000 * random.nextInt(60) / combo.tickSizeE8() * combo.tickSizeE8();
    }

    private static int claim(final Publication publication, final int block) {
        final int offset = publication.claim(FrameLayout.HEADER_LENGTH + block);
        publication.buffer().setMemory(offset, FrameLayout.HEADER_LENGTH + block, (byte) 0);
        return offset;
    }
}
