package io.strikebook.runner;

import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.margin.ScenarioSets;
import io.strikebook.common.venue.ScenarioCodec;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.SetScenarioSetEncoder;
import io.strikebook.schemas.VolatilityRule;
import org.agrona.concurrent.UnsafeBuffer;

/** An operator who makes the price range of the first underlying's scenarios another one, and rules over its rule for volatility. */
final class ScenarioSender {
    private ScenarioSender() {}

    /** The request without its header. */
    static int body(final UnsafeBuffer buffer, final long priceRangeE8) {
        return fill(new SetScenarioSetEncoder().wrap(buffer, 0), priceRangeE8, VolatilityRule.UNCHANGED);
    }

    static void send(final Publication admin, final long nowNs, final long priceRangeE8, final VolatilityRule rule) {
        admin.beginGroup(admin.lastSequence() + 1, nowNs);
        final int offset = admin.claim(FrameLayout.HEADER_LENGTH + SetScenarioSetEncoder.BLOCK_LENGTH);
        final SetScenarioSetEncoder request =
                new SetScenarioSetEncoder().wrapAndApplyHeader(admin.buffer(), offset, new FrameHeaderEncoder());
        admin.commit(FrameLayout.HEADER_LENGTH + fill(request, priceRangeE8, rule));
        admin.endGroup();
        admin.flush();
    }

    private static int fill(final SetScenarioSetEncoder request, final long priceRangeE8, final VolatilityRule rule) {
        final long[] parametersE8 = ScenarioSets.unchanged();
        parametersE8[ScenarioParameter.PRICE_RANGE.ordinal()] = priceRangeE8;
        ScenarioCodec.encode(parametersE8, request);
        return request.underlyingId(1)
                .reserved(0)
                .volatilityRule(rule)
                .reserved1((short) 0)
                .reserved2(0)
                .encodedLength();
    }
}
