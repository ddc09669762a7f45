package io.strikebook.runner;

import io.strikebook.common.instrument.ComboCodec;
import io.strikebook.common.instrument.ComboLegs;
import io.strikebook.common.instrument.Instrument;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.order.OrderIds;
import io.strikebook.ipc.Subscription;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** What somebody who sends requests knows of the instruments that were listed. */
final class Listings {
    private static final int BATCH = 1 << 10;
    private static final int NAMELESS = 12;

    /** An order of a combination without an id of the client's. */
    record Nameless(long orderId, int accountId, Instrument combo) {}

    private final ListInstrumentCommandDecoder listing = new ListInstrumentCommandDecoder();
    private final ListComboCommandDecoder combo = new ListComboCommandDecoder();
    private final TreeMap<Integer, Instrument> instruments = new TreeMap<>();
    private final NewOrderCommandDecoder order = new NewOrderCommandDecoder();
    private final List<Integer> ordered = new ArrayList<>();
    private final List<Nameless> nameless = new ArrayList<>();
    private final Subscription commands;

    Listings(final Subscription commands) {
        this.commands = commands;
    }

    /** Reads some commands. */
    void read() {
        for (int i = 0; i < BATCH && commands.poll(this::onCommand); i++) {
            continue;
        }
    }

    boolean areKnown(final List<Integer> ids) {
        return instruments.keySet().containsAll(ids);
    }

    Instrument of(final int instrumentId) {
        return instruments.get(instrumentId);
    }

    /** A combination, or null where there is none. */
    Instrument anyCombo(final Random random) {
        final List<Instrument> combos =
                instruments.values().stream().filter(Instrument::isCombo).toList();
        return combos.isEmpty() ? null : combos.get(random.nextInt(combos.size()));
    }

    /** How many instruments other than combinations orders were sent for. */
    int ordered() {
        return ordered.size();
    }

    /** One of those. */
    int anyOrdered(final Random random) {
        return ordered.get(random.nextInt(ordered.size()));
    }

    /** One of the newest orders of combinations without an id of the client's, or null. */
    Nameless anyNameless(final Random random) {
        return nameless.isEmpty() ? null : nameless.get(random.nextInt(nameless.size()));
    }

    private void onCommand(final UnsafeBuffer buffer, final int offset, final int length) {
        final int body = offset + FrameLayout.HEADER_LENGTH;
        final int block = FrameLayout.blockLength(buffer, offset);
        switch (FrameLayout.templateId(buffer, offset)) {
            case ListInstrumentCommandDecoder.TEMPLATE_ID -> {
                listing.wrap(buffer, body, block, 0);
                add(listing.instrumentId(), listing.underlyingId(), TermsCodec.decode(listing.terms()), null);
            }
            case NewOrderCommandDecoder.TEMPLATE_ID -> {
                order.wrap(buffer, body, block, 0);
                onOrder(OrderIds.of(FrameLayout.sequence(buffer, offset), 0));
            }
            case ListComboCommandDecoder.TEMPLATE_ID -> {
                combo.wrap(buffer, body, block, 0);
                add(
                        combo.instrumentId(),
                        combo.underlyingId(),
                        TermsCodec.decode(combo.terms()),
                        ComboCodec.decode(combo.legs(), instruments::get));
            }
            default -> {}
        }
    }

    private void onOrder(final long orderId) {
        final Instrument of = instruments.get(order.instrumentId());
        if (!of.isCombo()) {
            if (!ordered.contains(of.instrumentId())) {
                ordered.add(of.instrumentId());
            }
        } else if (order.clientOrderId() == 0) {
            nameless.add(new Nameless(orderId, order.accountId(), of));
            nameless.subList(0, Math.max(0, nameless.size() - NAMELESS)).clear();
        }
    }

    /** A refused one has no id. */
    private void add(final int id, final int underlyingId, final InstrumentTerms terms, final ComboLegs legs) {
        if (id != 0) {
            instruments.put(id, new Instrument(id, underlyingId, terms, legs));
        }
    }
}
