package io.strikebook.runner.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.recordings.CmeMboReader;
import io.strikebook.recordings.OrderEvent;
import io.strikebook.recordings.OrderEventKind;
import io.strikebook.schemas.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The opening auction of an exchange's recorded day, run through our own. Of what it traded, 14 lots are of seven orders that were filled and
 * never shown: with what was shown alone, another price trades most. With them, ours has its price, its volume and its fills.
 */
class RecordedAuctionTest {
    private static final String FUTURE = "l3/cme_ESH4_20231225_mbo_to2320Z_decoded.csv.gz";
    private static final long TICK_E8 = 25_000_000L;
    private static final long PRICE_E8 = 480_025_000_000L;
    private static final long VOLUME = 44;

    /** An order before the auction. */
    private record Resting(Side side, long priceE8, long lots) {}

    /** Orders that rest before the auction, by the exchange's id, in the order of their priority. */
    private final Map<Long, Resting> resting = new LinkedHashMap<>();

    /** What the auction filled, by the exchange's id. */
    private final Map<Long, Long> filled = new LinkedHashMap<>();

    private OrderEvent auction;

    @BeforeEach
    void readUntilTheAuction() {
        try (CmeMboReader reader = new CmeMboReader(SharedData.require(FUTURE))) {
            OrderEvent event = reader.next();
            while (auction == null || event.kind() == OrderEventKind.FILL) {
                apply(event);
                event = reader.next();
            }
        }
        assertThat(auction.priceE8()).isEqualTo(PRICE_E8);
        assertThat(auction.lots()).isEqualTo(VOLUME);
        assertThat(filled.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2 * VOLUME);
    }

    private void apply(final OrderEvent event) {
        final Resting before = resting.get(event.orderId());
        switch (event.kind()) {
            case CLEAR -> resting.clear();
            case ADD -> resting.put(event.orderId(), new Resting(event.side(), event.priceE8(), event.lots()));
            case REDUCE -> shrink(event, before);
            case MODIFY -> {
                if (event.priceE8() != before.priceE8 || event.lots() > before.lots) {
                    resting.remove(event.orderId());
                }
                resting.put(event.orderId(), new Resting(event.side(), event.priceE8(), event.lots()));
            }
            case TRADE -> auction = event;
            case FILL -> filled.merge(event.orderId(), event.lots(), Long::sum);
            default -> throw new IllegalStateException("before the auction: " + event);
        }
    }

    private void shrink(final OrderEvent event, final Resting before) {
        final long left = before.lots - event.lots();
        if (left == 0) {
            resting.remove(event.orderId());
        } else {
            resting.put(event.orderId(), new Resting(before.side, before.priceE8, left));
        }
    }

    /** Our id of each order that the exchange showed. */
    private Map<Long, Long> enterShown(final AuctionEntry entry) {
        final Map<Long, Long> theirs = new HashMap<>();
        resting.forEach((id, order) -> theirs.put(entry.submit(order.side, order.priceE8, order.lots), id));
        return theirs;
    }

    @Test
    void withWhatWasShownAloneAnotherPriceTradesMost() {
        assertThat(resting).hasSize(8_862);
        final AuctionEntry entry = new AuctionEntry(TICK_E8);
        enterShown(entry);
        entry.open();
        assertThat(entry.volume()).isEqualTo(31);
        assertThat(entry.pricesE8()).as("a tick below, where less is left over").containsExactly(PRICE_E8 - TICK_E8);
    }

    @Test
    void withTheOrdersThatWereFilledAndNeverShownPriceVolumeAndFillsAreTheExchanges() {
        final AuctionEntry entry = new AuctionEntry(TICK_E8);
        final long highestE8 = price(Side.BUY);
        final long lowestE8 = price(Side.SELL);
        long missingBids = VOLUME - shown(Side.BUY);
        assertThat(missingBids).isEqualTo(13);
        assertThat(VOLUME - shown(Side.SELL)).isOne();
        for (final long lots : neverShown()) {
            final boolean bid = lots <= missingBids;
            missingBids -= bid ? lots : 0;
            entry.submit(bid ? Side.BUY : Side.SELL, bid ? highestE8 : lowestE8, lots);
        }
        final Map<Long, Long> theirs = enterShown(entry);
        entry.open();
        assertThat(entry.pricesE8()).containsExactly(PRICE_E8);
        assertThat(entry.volume()).isEqualTo(VOLUME);
        final Map<Long, Long> ours = new HashMap<>();
        entry.filled().forEach((id, lots) -> {
            if (theirs.containsKey(id)) {
                ours.put(theirs.get(id), lots);
            }
        });
        final Map<Long, Long> exchanges = new HashMap<>(filled);
        exchanges.keySet().retainAll(resting.keySet());
        assertThat(ours).isEqualTo(exchanges);
    }

    /** The best price that was shown. */
    private long price(final Side side) {
        return resting.values().stream()
                .filter(order -> order.side == side)
                .mapToLong(Resting::priceE8)
                .reduce(side == Side.BUY ? Math::max : Math::min)
                .orElseThrow();
    }

    /** Lots filled of orders of a side that were shown. */
    private long shown(final Side side) {
        return filled.entrySet().stream()
                .filter(entry -> resting.containsKey(entry.getKey()) && resting.get(entry.getKey()).side == side)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Sizes of the orders that were not, largest first. */
    private List<Long> neverShown() {
        final List<Long> sizes = new ArrayList<>();
        filled.forEach((id, lots) -> {
            if (!resting.containsKey(id)) {
                sizes.add(lots);
            }
        });
        sizes.sort((one, other) -> Long.compare(other, one));
        return sizes;
    }
}
