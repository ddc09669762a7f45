package io.strikebook.benchmarks.feed;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataSource;
import io.strikebook.feeder.l3.OrderEventSource;
import io.strikebook.feeder.l3.RecordedInstrument;
import io.strikebook.feeder.recorded.FeedErrors;
import io.strikebook.feeder.venue.FeedContext;
import io.strikebook.recordings.BadRecordException;
import io.strikebook.recordings.DbnReader;
import io.strikebook.recordings.OrderEvent;
import io.strikebook.recordings.OrderEventKind;
import io.strikebook.recordings.OrderEventReader;
import io.strikebook.recordings.View;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Records of single orders, read before, through the book of single orders. */
final class OrdersPassage implements Passage {
    private static final String RECORDING = "l3/cme_ESH4_20231225_mbo_to2320Z.dbn.zst";
    private static final long E8 = 100_000_000L;
    private static final long TICK_E8 = E8 / 4;
    private static final int MADE_EVENTS = 30_000;
    private static final int MADE_LIVE = 8_000;

    private final List<OrderEvent> events;
    private final String origin;

    private OrdersPassage(final List<OrderEvent> events, final String origin) {
        this.events = events;
        this.origin = origin;
    }

    /** Out of recorded data, or made where there is none. */
    static OrdersPassage open(final Path data) {
        final Path recording = data == null ? null : data.resolve(RECORDING);
        return recording != null && Files.exists(recording)
                ? new OrdersPassage(recorded(recording), "recorded: " + recording.getFileName())
                : new OrdersPassage(made(), "made");
    }

    private static List<OrderEvent> recorded(final Path file) {
        final List<OrderEvent> events = new ArrayList<>();
        try (OrderEventReader reader = new DbnReader(file)) {
            for (OrderEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
        }
        return events;
    }

    private static List<OrderEvent> made() {
        final SplittableRandom random = new SplittableRandom(13);
        final List<OrderEvent> events = new ArrayList<>();
        final List<OrderEvent> live = new ArrayList<>();
        for (int i = 1; i <= MADE_EVENTS; i++) {
            final boolean buy = random.nextBoolean();
            final long priceE8 = (19_200 + (buy ? -1 - random.nextInt(100) : 1 + random.nextInt(100))) * TICK_E8;
            if (live.size() < MADE_LIVE || random.nextInt(5) < 2) {
                final OrderEvent added = new OrderEvent(
                        OrderEventKind.ADD, buy ? Side.BUY : Side.SELL, priceE8, 1 + random.nextInt(20), i, i, true, i);
                events.add(added);
                live.add(added);
            } else {
                final int at = random.nextInt(live.size());
                final OrderEvent order = live.get(at);
                live.set(at, live.get(live.size() - 1));
                live.remove(live.size() - 1);
                events.add(new OrderEvent(
                        OrderEventKind.REDUCE,
                        order.side(),
                        order.priceE8(),
                        order.lots(),
                        order.orderId(),
                        i,
                        true,
                        i));
            }
        }
        return events;
    }

    @Override
    public String name() {
        return "single orders";
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public long messages() {
        return events.size();
    }

    @Override
    public long textBytes() {
        return 0;
    }

    @Override
    public long items() {
        return events.size();
    }

    @Override
    public String itemName() {
        return "records";
    }

    @Override
    public void play(final MarketDataListener listener, final Runnable afterMessage) {
        final FeedContext context = new FeedContext(VenueParameters.defaults().underlyings(), new FeedErrors(text -> {
            throw new IllegalStateException(text);
        }));
        final InstrumentTerms terms = new InstrumentTerms(
                "ESH4",
                "ES",
                InstrumentKind.FUTURE,
                OptionType.NONE,
                ContractStyle.LINEAR,
                Currency.USD,
                0,
                1,
                TICK_E8,
                50 * E8,
                1_000_000);
        try (MarketDataSource source = new OrderEventSource(
                new InMemory(events),
                Path.of("memory"),
                new RecordedInstrument("CME", terms, 0, E8, View.FULL),
                context)) {
            while (source.nextTimeNs() != MarketDataSource.END) {
                source.emitNext(listener);
                afterMessage.run();
            }
        }
    }

    /** Hands out what was read before. Times are the numbers of the records, which ascend. */
    private static final class InMemory implements OrderEventReader {
        private final List<OrderEvent> events;
        private int next;

        private InMemory(final List<OrderEvent> events) {
            this.events = events;
        }

        @Override
        public OrderEvent next() {
            return next == events.size() ? null : events.get(next++);
        }

        @Override
        public long receivedNs() {
            return next;
        }

        @Override
        public BadRecordException bad(final OrderEvent event, final String problem) {
            return new BadRecordException("memory", event.line(), problem);
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
