package io.strikebook.pricer;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.margin.VolatilityResponse;
import io.strikebook.common.settlement.SettlementAverage;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.pricer.future.Funding;
import io.strikebook.pricer.index.UnderlyingIndex;
import io.strikebook.pricer.mark.MarkListener;
import io.strikebook.pricer.mark.PublishedMark;
import io.strikebook.pricer.quality.UnderlyingQuality;
import io.strikebook.pricer.volatility.VolatilityWatch;
import io.strikebook.schemas.ExpiryRiskEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.FundingRateEncoder;
import io.strikebook.schemas.IndexOutlierEncoder;
import io.strikebook.schemas.IndexPriceEncoder;
import io.strikebook.schemas.ListingRequestEncoder;
import io.strikebook.schemas.MarginLevelRequestEncoder;
import io.strikebook.schemas.MarkEncoder;
import io.strikebook.schemas.MarketDataGapEncoder;
import io.strikebook.schemas.MarketQualityEncoder;
import io.strikebook.schemas.MarksEpochBeginEncoder;
import io.strikebook.schemas.MarksEpochEndEncoder;
import io.strikebook.schemas.QualityReason;
import io.strikebook.schemas.RiskArrayEncoder;
import io.strikebook.schemas.SettlementEstimateEncoder;
import io.strikebook.schemas.VolatilityMeasuredEncoder;

/** Typed calls to the frames of an epoch's group on {@code marks}. */
final class PricerPublisher implements MarkListener {
    private static final int HEADER = FrameLayout.HEADER_LENGTH;

    private final Publication marks;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final MarksEpochBeginEncoder begin = new MarksEpochBeginEncoder();
    private final MarketDataGapEncoder gap = new MarketDataGapEncoder();
    private final IndexPriceEncoder index = new IndexPriceEncoder();
    private final IndexOutlierEncoder outlier = new IndexOutlierEncoder();
    private final MarkEncoder mark = new MarkEncoder();
    private final MarketQualityEncoder quality = new MarketQualityEncoder();
    private final FundingRateEncoder funding = new FundingRateEncoder();
    private final SettlementEstimateEncoder estimate = new SettlementEstimateEncoder();
    private final ExpiryRiskEncoder expiryRisk = new ExpiryRiskEncoder();
    private final RiskArrayEncoder array = new RiskArrayEncoder();
    private final ListingRequestEncoder request = new ListingRequestEncoder();
    private final VolatilityMeasuredEncoder volatility = new VolatilityMeasuredEncoder();
    private final MarginLevelRequestEncoder level = new MarginLevelRequestEncoder();
    private final MarksEpochEndEncoder end = new MarksEpochEndEncoder();

    PricerPublisher(final Publication marks) {
        this.marks = marks;
    }

    void begin(
            final long epoch,
            final long timestampNs,
            final long marketDataTo,
            final long commandsTo,
            final int scenarioSetVersion) {
        marks.beginGroup(epoch, timestampNs);
        begin.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + MarksEpochBeginEncoder.BLOCK_LENGTH), header)
                .marketDataTo(marketDataTo)
                .commandsTo(commandsTo)
                .scenarioSetVersion(scenarioSetVersion)
                .reserved(0);
        marks.commit(HEADER + MarksEpochBeginEncoder.BLOCK_LENGTH);
    }

    /** What the epoch is not made of. */
    void gap(final DroppedInput dropped) {
        gap.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + MarketDataGapEncoder.BLOCK_LENGTH), header)
                .fromEvent(dropped.fromEvent())
                .toEvent(dropped.toEvent())
                .gaps(dropped.gaps())
                .droppedEvents(dropped.events());
        marks.commit(HEADER + MarketDataGapEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onIndex(final UnderlyingIndex price) {
        index.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + IndexPriceEncoder.BLOCK_LENGTH), header)
                .priceE8(price.publishedE8())
                .underlyingId(price.underlyingId())
                .reserved1((short) 0)
                .sources(price.freshSources())
                .confidenceE8(price.confidenceE8())
                .flags()
                .clear()
                .stale(price.publishedStale())
                .frozen(price.isFrozen());
        marks.commit(HEADER + IndexPriceEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onOutlier(final UnderlyingIndex price, final int source) {
        outlier.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + IndexOutlierEncoder.BLOCK_LENGTH), header)
                .priceE8(price.priceE8(source))
                .medianE8(price.medianE8())
                .venue(price.venue(source))
                .underlyingId(price.underlyingId())
                .constituentId(price.constituentId(source))
                .begins((short) (price.isOutside(source) ? 1 : 0))
                .reserved1((short) 0)
                .reserved2(0);
        marks.commit(HEADER + IndexOutlierEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onMark(final int instrumentId, final PublishedMark values) {
        mark.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + MarkEncoder.BLOCK_LENGTH), header)
                .markPriceE8(values.priceE8())
                .forwardPriceE8(values.forwardE8())
                .vegaE8(values.vegaE8())
                .thetaE8(values.thetaE8())
                .gammaE12(values.gammaE12())
                .instrumentId(instrumentId)
                .markIvE6(values.ivE6())
                .deltaE9(values.deltaE9())
                .reserved1((short) 0)
                .reserved2(0)
                .flags()
                .clear()
                .stale(values.stale())
                .frozen(values.frozen())
                .outsideQuotes(values.outside());
        marks.commit(HEADER + MarkEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onQuality(
            final UnderlyingQuality underlying,
            final int instrumentId,
            final long expiryNs,
            final QualityReason reason,
            final boolean begins) {
        quality.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + MarketQualityEncoder.BLOCK_LENGTH), header)
                .times(underlying.times(reason))
                .underlyingId(underlying.underlyingId())
                .instrumentId(instrumentId)
                .expiryNs(expiryNs)
                .reason(reason)
                .begins((short) (begins ? 1 : 0))
                .reserved((short) 0)
                .flags()
                .clear()
                .degraded(underlying.isDegraded());
        marks.commit(HEADER + MarketQualityEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onFunding(final int instrumentId, final Funding values, final boolean stale) {
        funding.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + FundingRateEncoder.BLOCK_LENGTH), header)
                .rateE12(values.rateE12())
                .premiumE12(values.premiumE12())
                .instrumentId(instrumentId)
                .reserved1((short) 0)
                .reserved2(0)
                .flags()
                .clear()
                .stale(stale);
        marks.commit(HEADER + FundingRateEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onSettlementEstimate(final int underlyingId, final long expiryNs, final SettlementAverage average) {
        estimate.wrapAndApplyHeader(
                        marks.buffer(), marks.claim(HEADER + SettlementEstimateEncoder.BLOCK_LENGTH), header)
                .expiryNs(expiryNs)
                .averageE8(average.averageE8())
                .underlyingId(underlyingId)
                .samples(average.samples())
                .missing(average.missing());
        marks.commit(HEADER + SettlementEstimateEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onExpiryRisk(final int underlyingId, final long expiryNs, final long factorE12) {
        expiryRisk
                .wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + ExpiryRiskEncoder.BLOCK_LENGTH), header)
                .factorE12(factorE12)
                .expiryNs(expiryNs)
                .underlyingId(underlyingId)
                .reserved(0);
        marks.commit(HEADER + ExpiryRiskEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onRiskArray(final int instrumentId, final int unitE12, final int[] values) {
        array.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + RiskArrayEncoder.BLOCK_LENGTH), header)
                .instrumentId(instrumentId)
                .unitE12(unitE12);
        for (int i = 0; i < values.length; i++) {
            array.values(i, values[i]);
        }
        marks.commit(HEADER + RiskArrayEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onListingRequest(final long sourceSequence, final InstrumentTerms terms) {
        request.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + ListingRequestEncoder.BLOCK_LENGTH), header)
                .sourceSequence(sourceSequence);
        TermsCodec.encode(terms, request.terms());
        marks.commit(HEADER + ListingRequestEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onVolatility(final VolatilityWatch measured) {
        volatility
                .wrapAndApplyHeader(
                        marks.buffer(), marks.claim(HEADER + VolatilityMeasuredEncoder.BLOCK_LENGTH), header)
                .realisedE8(measured.realisedE8())
                .impliedE8(measured.impliedE8())
                .wantedLevelE8(measured.wantedE8())
                .levelE8(measured.response().levelE8())
                .underlyingId(measured.underlyingId())
                .reserved1((short) 0)
                .reserved2(0)
                .flags()
                .clear()
                .missing(measured.wantedE8() == VolatilityResponse.NONE)
                .held(measured.response().isHeld())
                .asked(measured.response().isAsking());
        marks.commit(HEADER + VolatilityMeasuredEncoder.BLOCK_LENGTH);
    }

    @Override
    public void onMarginLevel(final long sourceSequence, final VolatilityWatch measured, final long levelE8) {
        level.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + MarginLevelRequestEncoder.BLOCK_LENGTH), header)
                .sourceSequence(sourceSequence)
                .levelE8(levelE8)
                .realisedE8(measured.realisedE8())
                .impliedE8(measured.impliedE8())
                .underlyingId(measured.underlyingId())
                .reserved(0);
        marks.commit(HEADER + MarginLevelRequestEncoder.BLOCK_LENGTH);
    }

    void end(final long stateHash, final long consumedHash, final long producedHash) {
        end.wrapAndApplyHeader(marks.buffer(), marks.claim(HEADER + MarksEpochEndEncoder.BLOCK_LENGTH), header)
                .hashes()
                .stateHash(stateHash)
                .consumedHash(consumedHash)
                .producedHash(producedHash);
        marks.commit(HEADER + MarksEpochEndEncoder.BLOCK_LENGTH);
        marks.endGroup();
    }
}
