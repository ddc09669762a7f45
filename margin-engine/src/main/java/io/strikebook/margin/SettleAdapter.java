package io.strikebook.margin;

import io.strikebook.schemas.SettleCommandDecoder;
import io.strikebook.schemas.SettlementKind;
import org.agrona.concurrent.UnsafeBuffer;

/** The settlement that the command at hand is, if it is one: carried out at its end, after what matching did in it. */
final class SettleAdapter {
    private final SettleCommandDecoder settle = new SettleCommandDecoder();
    private SettlementKind kind;
    private int underlyingId;
    private long settledNs;
    private long deliveryPriceE8;
    private int samples;
    private int missing;

    /** Another command begins. */
    void clear() {
        kind = null;
    }

    /** An accepted settlement. */
    void take(final UnsafeBuffer buffer, final int body, final int blockLength, final int version) {
        settle.wrap(buffer, body, blockLength, version);
        kind = settle.kind();
        underlyingId = settle.underlyingId();
        settledNs = settle.settledNs();
        deliveryPriceE8 = settle.deliveryPriceE8();
        samples = settle.samples();
        missing = settle.missing();
    }

    boolean isOne() {
        return kind != null;
    }

    SettlementKind kind() {
        return kind;
    }

    int underlyingId() {
        return underlyingId;
    }

    long settledNs() {
        return settledNs;
    }

    long deliveryPriceE8() {
        return deliveryPriceE8;
    }

    int samples() {
        return samples;
    }

    int missing() {
        return missing;
    }
}
