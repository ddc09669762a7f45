package io.strikebook.margin;

import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.AccountMarginModel;
import io.strikebook.schemas.ExpiryRiskEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MarksEpochBeginEncoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.RiskArrayEncoder;
import io.strikebook.schemas.ScenarioParametersEncoder;
import io.strikebook.schemas.SetMarginModelCommandEncoder;
import io.strikebook.schemas.SetScenarioSetCommandEncoder;

/** Writes into a harness what only portfolio margin takes. */
final class PortfolioFrames {
    static final int SCENARIOS = RiskArrayEncoder.valuesLength();

    private final Harness venue;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();

    PortfolioFrames(final Harness venue) {
        this.venue = venue;
    }

    void model(final int accountId, final AccountMarginModel model) {
        final var encoder = new SetMarginModelCommandEncoder();
        final int offset = venue.open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(venue.commands.buffer(), offset, header)
                .accountId(accountId)
                .model(model);
        venue.close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
    }

    /** Other scenarios for underlying 1, in force with the first epoch of that version. */
    void scenarios(final int version, final long priceRangeE8, final long leastRollMoveE8) {
        scenarios(version, priceRangeE8, leastRollMoveE8, Harness.E8);
    }

    /** The same with other rates of standard margin. */
    void scenarios(
            final int version, final long priceRangeE8, final long leastRollMoveE8, final long standardMarginE8) {
        final var encoder = new SetScenarioSetCommandEncoder();
        final int offset = venue.open(encoder.sbeBlockLength());
        encoder.wrapAndApplyHeader(venue.commands.buffer(), offset, header)
                .underlyingId(1)
                .scenarioSetVersion(version)
                .standardMarginE8(standardMarginE8);
        final ScenarioParametersEncoder parameters = encoder.parameters();
        parameters.priceRangeE8(priceRangeE8).extendedFactorE8(Harness.E8).leastRollMoveE8(leastRollMoveE8);
        venue.close(encoder.envelope(), RejectCode.ACCEPTED, encoder.sbeBlockLength());
    }

    /** Opens an epoch of a version; {@link #end} closes it. */
    PortfolioFrames begin(final int version) {
        venue.marks.beginGroup(++venue.epoch, venue.timestampNs);
        final var begin = new MarksEpochBeginEncoder();
        final int offset = claim(begin.sbeBlockLength());
        begin.wrapAndApplyHeader(venue.marks.buffer(), offset, header).scenarioSetVersion(version);
        commit(begin.sbeBlockLength());
        return this;
    }

    PortfolioFrames option(final int instrumentId, final long markE8, final int deltaE9) {
        final var mark = new MarkEncoder();
        final int offset = claim(mark.sbeBlockLength());
        mark.wrapAndApplyHeader(venue.marks.buffer(), offset, header)
                .instrumentId(instrumentId)
                .markPriceE8(markE8)
                .deltaE9(deltaE9);
        commit(mark.sbeBlockLength());
        return this;
    }

    PortfolioFrames array(final int instrumentId, final int unitE12, final int... values) {
        final var array = new RiskArrayEncoder();
        final int offset = claim(array.sbeBlockLength());
        array.wrapAndApplyHeader(venue.marks.buffer(), offset, header)
                .instrumentId(instrumentId)
                .unitE12(unitE12);
        for (int i = 0; i < values.length; i++) {
            array.values(i, values[i]);
        }
        commit(array.sbeBlockLength());
        return this;
    }

    PortfolioFrames rollShock(final long expiryNs, final long factorE12) {
        final var risk = new ExpiryRiskEncoder();
        final int offset = claim(risk.sbeBlockLength());
        risk.wrapAndApplyHeader(venue.marks.buffer(), offset, header)
                .underlyingId(1)
                .expiryNs(expiryNs)
                .factorE12(factorE12);
        commit(risk.sbeBlockLength());
        return this;
    }

    void end() {
        venue.marks.endGroup();
        venue.marks.flush();
    }

    private int claim(final int blockLength) {
        return venue.marks.claim(FrameLayout.HEADER_LENGTH + blockLength);
    }

    private void commit(final int blockLength) {
        venue.marks.commit(FrameLayout.HEADER_LENGTH + blockLength);
    }
}
