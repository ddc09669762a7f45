package io.strikebook.benchmarks.marks;

import io.strikebook.benchmarks.pricing.QuotedChain;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.venue.VenueParameters;
import io.strikebook.feeder.MarketDataListener;
import io.strikebook.feeder.MarketDataPublisher;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.chronicle.ChronicleQueueSettings;
import io.strikebook.ipc.chronicle.ChronicleTransport;
import io.strikebook.ipc.frame.FrameHandler;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.ipc.frame.GroupBuffer;
import io.strikebook.ipc.process.ProcessClock;
import io.strikebook.pricer.Pricer;
import io.strikebook.pricer.PricerAgent;
import io.strikebook.pricer.RecordedEpochs;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.ListInstrumentCommandEncoder;
import io.strikebook.schemas.ListingRequestDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.MarksEpochBeginDecoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RiskArrayDecoder;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A pricer between three queues, and a made market of a thousand options with a dated future for each expiry, all listed. The outside, which
 * writes market data and reads marks, may be another thread than the one that runs the pricer's agent.
 */
final class MarkedMarket implements AutoCloseable {
    private static final long E8 = 100_000_000L;
    private static final long NONE = MarketDataListener.NONE;
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final long START_NS = 1_767_600_000_000_000_000L;
    private static final long OPTION_TICK_E8 = 10_000;
    private static final int TERMS_LENGTH = 88;

    final PricerAgent agent;
    final Pricer pricer;
    final int options;
    final int expiries;
    long timeNs = START_NS;
    /** Of the epochs read: events that the newest one covers, and marks and arrays in all. */
    long marketDataTo;

    long marksRead;
    long arraysRead;
    long bytesRead;

    private final QuotedChain chain = new QuotedChain();
    private final Publication marketData;
    private final MarketDataPublisher publisher;
    private final Publication commands;
    private final Subscription marks;
    private final Publication marksOut;
    private final Subscription marketDataIn;
    private final Subscription commandsIn;
    private final FrameHandler onMarks = this::onMarks;
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final MarksEpochBeginDecoder begin = new MarksEpochBeginDecoder();
    private long commandSequence;

    /** Makes the queues in a folder, describes everything and lists it. */
    MarkedMarket(final Path folder, final VenueParameters venue) {
        final ChronicleTransport transport = new ChronicleTransport(ChronicleQueueSettings.DEFAULT, new ProcessClock());
        for (final String name : new String[] {"market-data", "commands", "marks"}) {
            transport.create(folder.resolve(name));
        }
        marketData = new GroupBuffer(transport.sink(folder.resolve("market-data")));
        publisher = new MarketDataPublisher(marketData);
        commands = new GroupBuffer(transport.sink(folder.resolve("commands")));
        marks = transport.subscription(folder.resolve("marks"));
        marksOut = new GroupBuffer(transport.sink(folder.resolve("marks")));
        marketDataIn = transport.subscription(folder.resolve("market-data"));
        commandsIn = transport.subscription(folder.resolve("commands"));
        pricer = new Pricer(venue, marksOut);
        agent = new PricerAgent(pricer, marketDataIn, commandsIn, RecordedEpochs.none(), marksOut);
        options = chain.size();
        expiries = chain.years.length;
        describe();
    }

    private void describe() {
        for (int e = 0; e < expiries; e++) {
            describe(e + 1, "BTC-F" + e, InstrumentKind.FUTURE, OptionType.NONE, 0, e, E8 / 2);
        }
        for (int i = 0; i < options; i++) {
            final OptionType type = chain.isCall(i) ? OptionType.CALL : OptionType.PUT;
            final long strikeE8 = Math.round(chain.strike(i)) * E8;
            describe(
                    expiries + 1 + i,
                    "BTC-" + i,
                    InstrumentKind.OPTION,
                    type,
                    strikeE8,
                    chain.expiry(i),
                    OPTION_TICK_E8);
        }
        for (int i = 0; i < 4; i++) {
            constituent(100_000 + i);
            marketData.flush();
            drain();
            timeNs += 20_000_000L;
        }
        if (commandSequence != options + expiries) {
            throw new IllegalStateException(commandSequence + " of " + (options + expiries) + " were listed");
        }
    }

    private void describe(
            final int number,
            final String symbol,
            final InstrumentKind kind,
            final OptionType type,
            final long strikeE8,
            final int expiry,
            final long tickE8) {
        publisher.beginEvent(timeNs);
        publisher.instrument(
                number,
                "made",
                new InstrumentTerms(
                        symbol,
                        "BTC",
                        kind,
                        type,
                        ContractStyle.INVERSE,
                        Currency.BTC,
                        strikeE8,
                        START_NS + (long) (chain.years[expiry] * NS_PER_YEAR),
                        tickE8,
                        E8 / 10,
                        1_000_000));
        publisher.endEvent();
        marketData.flush();
    }

    /** Another price of the index: an event that matters and moves no option. */
    void constituent(final double price) {
        publisher.beginEvent(timeNs);
        publisher.constituent(1, 1, Math.round(price * E8));
        publisher.endEvent();
    }

    /** Quotes of every future and option. */
    void quoteAll(final int state) {
        for (int e = 0; e < expiries; e++) {
            future(e, chain.forwards[state][e]);
        }
        for (int i = 0; i < options; i++) {
            publisher.beginEvent(timeNs);
            publisher.ticker(
                    expiries + 1 + i,
                    timeNs,
                    price(chain.bids[state][i]),
                    NONE,
                    price(chain.asks[state][i]),
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE);
            publisher.endEvent();
        }
        marketData.flush();
    }

    /** A quote of one dated future around a price; not flushed. */
    void future(final int expiry, final double price) {
        publisher.beginEvent(timeNs);
        publisher.ticker(
                expiry + 1, timeNs, price(price - 0.5), NONE, price(price + 0.5), NONE, NONE, NONE, NONE, NONE);
        publisher.endEvent();
    }

    double forward(final int state, final int expiry) {
        return chain.forwards[state][expiry];
    }

    void flush() {
        marketData.flush();
    }

    /** Sequence of the newest event written. */
    long lastEvent() {
        return marketData.lastSequence();
    }

    private static long price(final double price) {
        return price > 0 ? Math.round(price * E8) : NONE;
    }

    /** Runs the agent on this thread until it has nothing to do, and reads what it wrote. */
    void drain() {
        int work;
        do {
            work = agent.doWork();
            readMarks();
        } while (work > 0);
    }

    /** Reads what marks there are. */
    void readMarks() {
        while (marks.poll(onMarks)) {
            Thread.onSpinWait();
        }
    }

    private void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        bytesRead += length;
        switch (FrameLayout.templateId(buffer, offset)) {
            case MarkDecoder.TEMPLATE_ID -> marksRead++;
            case RiskArrayDecoder.TEMPLATE_ID -> arraysRead++;
            case MarksEpochBeginDecoder.TEMPLATE_ID ->
                marketDataTo = begin.wrapAndApplyHeader(buffer, offset, header).marketDataTo();
            case ListingRequestDecoder.TEMPLATE_ID -> grant(buffer, offset);
            default -> {}
        }
    }

    private void grant(final UnsafeBuffer buffer, final int offset) {
        final ListingRequestDecoder request = new ListingRequestDecoder().wrapAndApplyHeader(buffer, offset, header);
        commands.beginGroup(++commandSequence, timeNs);
        final ListInstrumentCommandEncoder command = new ListInstrumentCommandEncoder()
                .wrapAndApplyHeader(commands.buffer(), commands.claim(512), new FrameHeaderEncoder());
        command.envelope()
                .decision(RejectCode.ACCEPTED)
                .sourceSequence(commandSequence)
                .marksTo(FrameLayout.sequence(buffer, offset));
        commands.buffer()
                .putBytes(command.terms().offset(), buffer, request.terms().offset(), TERMS_LENGTH);
        command.instrumentId((int) commandSequence).underlyingId(1);
        commands.commit(FrameLayout.HEADER_LENGTH + command.encodedLength());
        commands.endGroup();
        commands.flush();
    }

    @Override
    public void close() {
        marketData.close();
        commands.close();
        marks.close();
        marketDataIn.close();
        commandsIn.close();
        marksOut.close();
    }
}
