package io.strikebook.runner;

import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.home.QueueNames;
import io.strikebook.schemas.CancelOrderEncoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.IndexPriceDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.ListInstrumentEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.ReplaceOrderEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Lists spot on two coins and has the accounts of a venue buy, sell, replace and cancel around the index, sometimes more than they can pay. */
final class SpotSender {
    /** Queue's key in the configuration. */
    static final String NAME = "spot";

    private static final long E8 = 100_000_000L;
    private static final long TICK_E8 = E8 / 2;
    private static final int UNDERLYINGS = 2;
    private static final int BATCH = 1 << 10;
    private static final int EVERY = 4;
    private static final int BACK = 24;

    /** What each account gets of them, in the ledger's units: enough for a few orders at a time. */
    private static final long DOLLARS = 3_000_000_000L;

    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final long[] indicesE8 = new long[UNDERLYINGS + 1];
    private final int[] instruments = new int[UNDERLYINGS + 1];
    private final int accounts;
    private final Publication admin;
    private final Publication requests;
    private final Subscription marks;
    private final Listings listings;
    private final Random random;
    private boolean asked;

    SpotSender(final RecordedVenue venue, final int accounts, final long seed) {
        this.accounts = accounts;
        this.admin = venue.admin;
        this.requests = venue.publication(QueueNames.orders(NAME));
        this.marks = venue.subscription(QueueNames.MARKS);
        this.listings = new Listings(venue.subscription(QueueNames.COMMANDS));
        this.random = new Random(seed);
    }

    private void list(final String base, final long nowNs) {
        admin.beginGroup(admin.lastSequence() + 1, nowNs);
        final int length = FrameLayout.HEADER_LENGTH + ListInstrumentEncoder.BLOCK_LENGTH;
        final int offset = admin.claim(length);
        admin.buffer().setMemory(offset, length, (byte) 0);
        final ListInstrumentEncoder encoder =
                new ListInstrumentEncoder().wrapAndApplyHeader(admin.buffer(), offset, header);
        TermsCodec.encode(
                new InstrumentTerms(
                        base + "_USDC",
                        base,
                        InstrumentKind.SPOT,
                        OptionType.NONE,
                        ContractStyle.LINEAR,
                        Currency.USDC,
                        0,
                        0,
                        TICK_E8,
                        E8 / 10_000,
                        1_000_000),
                encoder.terms());
        admin.commit(length);
        admin.endGroup();
    }

    /** Now and then one request, once there are prices. */
    void send(final long nowNs) {
        if (!asked) {
            asked = true;
            list("BTC", nowNs);
            list("ETH", nowNs);
            for (int account = 1; account <= accounts; account++) {
                AccountSender.pay(admin, account, Currency.USDC, DOLLARS, nowNs);
            }
            admin.flush();
        }
        if (random.nextInt(EVERY) != 0) {
            return;
        }
        listings.read();
        for (int i = 0; i < BATCH && marks.poll(this::onMarks); i++) {
            continue;
        }
        final int underlying = 1 + random.nextInt(UNDERLYINGS);
        if (indicesE8[underlying] == 0 || !isListed(underlying)) {
            return;
        }
        requests.beginGroup(requests.lastSequence() + 1, nowNs);
        final int length =
                FrameLayout.HEADER_LENGTH + Math.max(NewOrderEncoder.BLOCK_LENGTH, ReplaceOrderEncoder.BLOCK_LENGTH);
        final int offset = requests.claim(length);
        requests.buffer().setMemory(offset, length, (byte) 0);
        requests.commit(FrameLayout.HEADER_LENGTH + write(offset, underlying));
        requests.endGroup();
        requests.flush();
    }

    private int write(final int offset, final int underlying) {
        return switch (random.nextInt(6)) {
            case 0 -> cancel(offset);
            case 1 -> replace(offset, underlying);
            default -> order(offset, underlying);
        };
    }

    private boolean isListed(final int underlying) {
        for (int id = instruments[underlying] + 1; instruments[underlying] == 0 && listings.of(id) != null; id++) {
            final Instrument listed = listings.of(id);
            if (listed.isSpot() && listed.underlyingId() == underlying) {
                instruments[underlying] = id;
            }
        }
        return instruments[underlying] != 0;
    }

    private int order(final int offset, final int underlying) {
        final boolean market = random.nextInt(8) == 0;
        new NewOrderEncoder()
                .wrapAndApplyHeader(requests.buffer(), offset, header)
                .clientOrderId(requests.lastSequence() + 1)
                .priceE8(market ? 0 : priceE8(underlying))
                .quantityLots(lots())
                .accountId(account(requests.lastSequence() + 1))
                .instrumentId(instruments[underlying])
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .orderType(market ? OrderType.MARKET : OrderType.LIMIT)
                .timeInForce(market ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.GOOD_TIL_CANCELLED);
        return NewOrderEncoder.BLOCK_LENGTH;
    }

    private int cancel(final int offset) {
        final long clientOrderId = earlier();
        new CancelOrderEncoder()
                .wrapAndApplyHeader(requests.buffer(), offset, header)
                .clientOrderId(clientOrderId)
                .accountId(account(clientOrderId));
        return CancelOrderEncoder.BLOCK_LENGTH;
    }

    private int replace(final int offset, final int underlying) {
        final long clientOrderId = earlier();
        new ReplaceOrderEncoder()
                .wrapAndApplyHeader(requests.buffer(), offset, header)
                .clientOrderId(clientOrderId)
                .priceE8(priceE8(underlying))
                .quantityLots(lots())
                .accountId(account(clientOrderId));
        return ReplaceOrderEncoder.BLOCK_LENGTH;
    }

    private long earlier() {
        return Math.max(1, requests.lastSequence() - random.nextInt(BACK));
    }

    private int account(final long clientOrderId) {
        return 1 + (int) (clientOrderId * 7 % accounts);
    }

    /** Mostly what can be paid. */
    private long lots() {
        return 1 + random.nextInt(random.nextInt(8) == 0 ? 1_000_000 : 20);
    }

    private long priceE8(final int underlying) {
        return (indicesE8[underlying] / TICK_E8 + random.nextInt(9) - 4) * TICK_E8;
    }

    private void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) == IndexPriceDecoder.TEMPLATE_ID) {
            index.wrap(
                    buffer,
                    offset + FrameLayout.HEADER_LENGTH,
                    FrameLayout.blockLength(buffer, offset),
                    FrameLayout.version(buffer, offset));
            indicesE8[index.underlyingId()] = index.priceE8();
        }
    }
}
