package io.strikebook.runner.promise;

import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ExpiryRiskEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MarksEpochBeginEncoder;
import io.strikebook.schemas.RiskArrayEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes epochs of marks as the pricer would. */
final class MarksWriter {
    private static final int BODY = FrameLayout.HEADER_LENGTH;

    private final Publication marks;
    private final long expiryNs;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[512]);

    MarksWriter(final Publication marks, final long expiryNs) {
        this.marks = marks;
        this.expiryNs = expiryNs;
    }

    void write(final long epoch, final long nowNs, final Rules.Marks next) {
        marks.beginGroup(epoch, nowNs);
        new MarksEpochBeginEncoder().wrap(frame, BODY).scenarioSetVersion(1);
        commit(MarksEpochBeginEncoder.TEMPLATE_ID, MarksEpochBeginEncoder.BLOCK_LENGTH);
        new IndexPriceEncoder().wrap(frame, BODY).priceE8(e8(next.index())).underlyingId(1);
        commit(IndexPriceEncoder.TEMPLATE_ID, IndexPriceEncoder.BLOCK_LENGTH);
        mark(Rules.PERPETUAL, next.perpetual(), 1);
        mark(Rules.CALL, next.call(), next.delta());
        final RiskArrayEncoder array = new RiskArrayEncoder()
                .wrap(frame, BODY)
                .instrumentId(Rules.CALL)
                .unitE12(1_000);
        for (int i = 0; i < Rules.SCENARIOS; i++) {
            array.values(i, (int) Math.round(next.changes()[i] * 1e9));
        }
        commit(RiskArrayEncoder.TEMPLATE_ID, RiskArrayEncoder.BLOCK_LENGTH);
        new ExpiryRiskEncoder()
                .wrap(frame, BODY)
                .factorE12(Math.round(Rules.CALL_ROLL * 1e12))
                .expiryNs(expiryNs)
                .underlyingId(1);
        commit(ExpiryRiskEncoder.TEMPLATE_ID, ExpiryRiskEncoder.BLOCK_LENGTH);
        marks.endGroup();
        marks.flush();
    }

    private void mark(final int instrument, final double price, final double delta) {
        new MarkEncoder()
                .wrap(frame, BODY)
                .markPriceE8(e8(price))
                .forwardPriceE8(e8(price))
                .instrumentId(instrument)
                .deltaE9((int) Math.round(delta * 1e9));
        commit(MarkEncoder.TEMPLATE_ID, MarkEncoder.BLOCK_LENGTH);
    }

    /** Copies the body that was encoded behind a header of its own, and clears it for the next one. */
    private void commit(final int template, final int block) {
        final int offset = marks.claim(BODY + block);
        header.wrap(frame, 0)
                .blockLength(block)
                .templateId(template)
                .schemaId(FrameHeaderEncoder.SCHEMA_ID)
                .version(FrameHeaderEncoder.SCHEMA_VERSION);
        marks.buffer().putBytes(offset, frame, 0, BODY + block);
        marks.commit(BODY + block);
        frame.setMemory(0, frame.capacity(), (byte) 0);
    }

    private static long e8(final double price) {
        return Math.round(price * 1e8);
    }
}
