package io.strikebook.orderflow.race;

import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.orderflow.load.SeededGenerator;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.InstrumentListedDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TopOfBookDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The race: a new mark of a future sets off makers and snipers, each after a time of its own; takers come evenly. Fed with the frames of
 * marks and executions, driven by {@link #nextNs} and {@link #act}.
 *
 * <p>A maker who acts quotes every future of the underlying anew around the newest mark. A sniper who acts takes what is best in the book if
 * the mark has passed it. A taker asks for a little, far beyond the spread. All but quotes are immediate-or-cancel.
 */
public final class RaceFlow {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int QUARTERS = 4;
    private static final int TAKER_DISTANCE = 4;

    /** What is to be done next. */
    private record Turn(long atNs, long number, Role role, int account, int id) {}

    private enum Role {
        MAKER,
        SNIPER,
        TAKER
    }

    private final MarkDecoder mark = new MarkDecoder();
    private final TopOfBookDecoder top = new TopOfBookDecoder();
    private final InstrumentListedDecoder listed = new InstrumentListedDecoder();
    private final RaceConfig config;
    private final SeededGenerator choices;
    private final RaceRequests quotes;
    private final RaceRequests orders;
    private final TreeMap<Integer, RacedInstrument> instruments = new TreeMap<>();
    private final TreeSet<Integer> markedUnderlyings = new TreeSet<>();
    private final TreeSet<Integer> protectedUnderlyings = new TreeSet<>();
    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(Comparator.comparingLong(Turn::atNs).thenComparingLong(Turn::number));
    private long number;

    /** A race of which nothing has happened; makers' requests go to one queue, all others to another. */
    public RaceFlow(final RaceConfig config, final Publication makers, final Publication takers) {
        this.config = config;
        this.choices = new SeededGenerator(config.seed());
        this.quotes = new RaceRequests(makers);
        this.orders = new RaceRequests(takers);
    }

    /** Takes a frame of executions. */
    public void onExecution(final UnsafeBuffer buffer, final int offset, final int length) {
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        if (FrameLayout.templateId(buffer, offset) == TopOfBookDecoder.TEMPLATE_ID) {
            top.wrap(buffer, body, block, FrameLayout.version(buffer, offset));
            final RacedInstrument instrument = instruments.get(top.instrumentId());
            if (instrument != null) {
                instrument.bidE8 = top.bidLots() == 0 ? 0 : top.bidPriceE8();
                instrument.bidLots = top.bidLots();
                instrument.askE8 = top.askLots() == 0 ? 0 : top.askPriceE8();
                instrument.askLots = top.askLots();
            }
        } else if (FrameLayout.templateId(buffer, offset) == InstrumentListedDecoder.TEMPLATE_ID) {
            listed.wrap(buffer, body, block, FrameLayout.version(buffer, offset));
            if (listed.terms().kind() != InstrumentKind.OPTION && listed.terms().kind() != InstrumentKind.SPOT) {
                instruments.put(
                        listed.instrumentId(),
                        new RacedInstrument(
                                listed.instrumentId(), listed.underlyingId(), TermsCodec.decode(listed.terms())));
            }
        }
    }

    /** Takes a frame of marks. */
    public void onMarks(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.templateId(buffer, offset) != MarkDecoder.TEMPLATE_ID) {
            return;
        }
        mark.wrap(
                buffer,
                offset + FrameLayout.HEADER_LENGTH,
                FrameLayout.blockLength(buffer, offset),
                FrameLayout.version(buffer, offset));
        final RacedInstrument instrument = instruments.get(mark.instrumentId());
        if (instrument != null && instrument.markE8 != mark.markPriceE8()) {
            instrument.markE8 = mark.markPriceE8();
            markedUnderlyings.add(instrument.underlyingId);
        }
    }

    /** All marks of an epoch were taken: whoever looks at them gets a turn. */
    public void marked(final long nowNs) {
        for (final int underlyingId : markedUnderlyings) {
            for (int maker = 0; maker < config.makers(); maker++) {
                turn(nowNs + within(config.makerLeastNs(), config.makerMostNs()), Role.MAKER, maker, underlyingId);
            }
            for (int sniper = 0; sniper < config.snipers(); sniper++) {
                turn(nowNs + within(config.sniperLeastNs(), config.sniperMostNs()), Role.SNIPER, sniper, underlyingId);
            }
        }
        if (!markedUnderlyings.isEmpty() && turns.stream().noneMatch(turn -> turn.role == Role.TAKER)) {
            turn(nowNs + SECOND_NS / config.takersPerSecond(), Role.TAKER, 0, 0);
        }
        markedUnderlyings.clear();
    }

    /** When there is something to do; {@link Long#MAX_VALUE} for not before new marks. */
    public long nextNs() {
        return turns.isEmpty() ? Long.MAX_VALUE : turns.peek().atNs;
    }

    /** Does what is to be done next. */
    public void act() {
        final Turn turn = turns.remove();
        switch (turn.role) {
            case MAKER -> quote(turn);
            case SNIPER -> snipe(turn);
            default -> take(turn);
        }
    }

    private void quote(final Turn turn) {
        final int accountId = 1 + turn.account;
        final int distanceE6 = config.halfSpreadE6() + config.halfSpreadE6() * turn.account / QUARTERS;
        final List<RaceRequests.Pair> pairs = new ArrayList<>();
        for (final RacedInstrument instrument : instruments.values()) {
            if (instrument.underlyingId == turn.id
                    && instrument.markE8 > 0
                    && pairs.size() < RaceRequests.MAX_ENTRIES) {
                if (protectedUnderlyings.add(turn.id)) {
                    protectAll(turn.atNs, instrument);
                }
                pairs.add(new RaceRequests.Pair(
                        instrument.instrumentId,
                        instrument.belowE8(distanceE6),
                        instrument.aboveE8(distanceE6),
                        config.quoteLots()));
            }
        }
        if (!pairs.isEmpty()) {
            quotes.quotes(turn.atNs, accountId, turn.id, pairs);
        }
    }

    private void protectAll(final long nowNs, final RacedInstrument instrument) {
        for (int maker = 1; maker <= config.makers(); maker++) {
            quotes.protect(nowNs, maker, instrument.underlyingId, instrument.terms.settlementCurrency());
        }
    }

    private void snipe(final Turn turn) {
        final int accountId = 1 + config.makers() + turn.account;
        for (final RacedInstrument instrument : instruments.values()) {
            if (instrument.underlyingId != turn.id || instrument.markE8 == 0) {
                continue;
            }
            if (instrument.askE8 > 0 && instrument.askE8 < instrument.belowE8(0)) {
                send(turn, accountId, instrument, Side.BUY, instrument.belowE8(0), instrument.askLots);
            } else if (instrument.bidE8 > instrument.aboveE8(0)) {
                send(turn, accountId, instrument, Side.SELL, instrument.aboveE8(0), instrument.bidLots);
            }
        }
    }

    private void take(final Turn turn) {
        final List<RacedInstrument> known = instruments.values().stream()
                .filter(instrument -> instrument.markE8 > 0)
                .toList();
        final int accountId = 1 + config.makers() + config.snipers() + choices.below(config.takers());
        final RacedInstrument instrument = known.get(choices.below(known.size()));
        final int distanceE6 = TAKER_DISTANCE * config.halfSpreadE6();
        final boolean buys = choices.below(2) == 0;
        final long limitE8 = buys ? instrument.aboveE8(distanceE6) : instrument.belowE8(distanceE6);
        send(turn, accountId, instrument, buys ? Side.BUY : Side.SELL, limitE8, 1 + choices.below(config.takerLots()));
        turn(turn.atNs + SECOND_NS / config.takersPerSecond(), Role.TAKER, 0, 0);
    }

    private void send(
            final Turn turn,
            final int accountId,
            final RacedInstrument instrument,
            final Side side,
            final long limitE8,
            final long lots) {
        orders.immediateOrCancel(turn.atNs, accountId, instrument.instrumentId, side, limitE8, lots);
    }

    private void turn(final long atNs, final Role role, final int account, final int id) {
        turns.add(new Turn(atNs, ++number, role, account, id));
    }

    private int within(final int least, final int most) {
        return least + choices.below(most - least + 1);
    }
}
