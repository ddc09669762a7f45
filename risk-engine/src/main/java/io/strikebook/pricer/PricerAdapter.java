package io.strikebook.pricer;

import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.common.margin.ScenarioParameter;
import io.strikebook.common.venue.ScenarioCodec;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.pricer.mark.Market;
import io.strikebook.pricer.mark.MarketTable;
import io.strikebook.schemas.BookFlagsDecoder;
import io.strikebook.schemas.BookUpdateDecoder;
import io.strikebook.schemas.ExternalIndexDecoder;
import io.strikebook.schemas.ExternalIndexKind;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.GapReason;
import io.strikebook.schemas.IndexConstituentDecoder;
import io.strikebook.schemas.InstrumentDescribedDecoder;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.RejectCode;
import io.strikebook.schemas.ScenarioChange;
import io.strikebook.schemas.SetIndexSourceCommandDecoder;
import io.strikebook.schemas.SetScenarioSetCommandDecoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.SourceGapDecoder;
import io.strikebook.schemas.TickerDecoder;
import io.strikebook.schemas.TopOfBookDecoder;
import io.strikebook.schemas.TradePrintDecoder;
import io.strikebook.schemas.VolatilityRule;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Frames of {@code market-data}, {@code commands} and {@code executions} to typed calls. Unknown templates, spot, which has no mark of its own, and events of
 * instruments that were never described are skipped. The schema's null of prices is the table's {@link Market#NONE}.
 */
final class PricerAdapter {
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final InstrumentDescribedDecoder described = new InstrumentDescribedDecoder();
    private final BookUpdateDecoder book = new BookUpdateDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final TradePrintDecoder trade = new TradePrintDecoder();
    private final IndexConstituentDecoder constituent = new IndexConstituentDecoder();
    private final ExternalIndexDecoder venueIndex = new ExternalIndexDecoder();
    /** Names of venues by their bytes. */
    private final Long2ObjectHashMap<String> venues = new Long2ObjectHashMap<>();

    private final SourceGapDecoder gap = new SourceGapDecoder();
    private final ListInstrumentCommandDecoder listing = new ListInstrumentCommandDecoder();
    private final SetIndexSourceCommandDecoder indexSource = new SetIndexSourceCommandDecoder();
    private final TopOfBookDecoder top = new TopOfBookDecoder();
    private final SetScenarioSetCommandDecoder scenarioSet = new SetScenarioSetCommandDecoder();
    private final long[] parametersE8 = new long[ScenarioParameter.COUNT];
    private final MarketTable table;

    PricerAdapter(final MarketTable table) {
        this.table = table;
    }

    void onMarketData(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.schemaId(buffer, offset) != FrameHeaderDecoder.SCHEMA_ID) {
            return;
        }
        switch (FrameLayout.templateId(buffer, offset)) {
            case TickerDecoder.TEMPLATE_ID -> onTicker(buffer, offset);
            case BookUpdateDecoder.TEMPLATE_ID -> onBook(buffer, offset);
            case TradePrintDecoder.TEMPLATE_ID -> onTrade(buffer, offset);
            case IndexConstituentDecoder.TEMPLATE_ID -> onConstituent(buffer, offset);
            case ExternalIndexDecoder.TEMPLATE_ID -> onExternalIndex(buffer, offset);
            case InstrumentDescribedDecoder.TEMPLATE_ID -> onDescribed(buffer, offset);
            case SourceGapDecoder.TEMPLATE_ID -> {
                gap.wrapAndApplyHeader(buffer, offset, header);
                table.onGap(gap.externalInstrumentId(), gap.reason() == GapReason.INTERRUPTED);
            }
            default -> {}
        }
    }

    /** Of market data that is dropped only what instruments there are: nobody says that again. */
    void onDropped(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.schemaId(buffer, offset) == FrameHeaderDecoder.SCHEMA_ID
                && FrameLayout.templateId(buffer, offset) == InstrumentDescribedDecoder.TEMPLATE_ID) {
            onDescribed(buffer, offset);
        }
    }

    void onCommand(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.schemaId(buffer, offset) != FrameHeaderDecoder.SCHEMA_ID) {
            return;
        }
        switch (FrameLayout.templateId(buffer, offset)) {
            case ListInstrumentCommandDecoder.TEMPLATE_ID -> onListing(buffer, offset);
            case SetIndexSourceCommandDecoder.TEMPLATE_ID -> onIndexSource(buffer, offset);
            case SetScenarioSetCommandDecoder.TEMPLATE_ID -> onScenarioSet(buffer, offset);
            default -> {}
        }
    }

    /** Of what matching answers only the tops of books matter. */
    void onExecution(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.schemaId(buffer, offset) == FrameHeaderDecoder.SCHEMA_ID
                && FrameLayout.templateId(buffer, offset) == TopOfBookDecoder.TEMPLATE_ID) {
            top.wrapAndApplyHeader(buffer, offset, header);
            table.onOwnTop(top.instrumentId(), top.bidPriceE8(), top.bidLots(), top.askPriceE8(), top.askLots());
        }
    }

    private void onIndexSource(final UnsafeBuffer buffer, final int offset) {
        indexSource.wrapAndApplyHeader(buffer, offset, header);
        if (indexSource.envelope().decision() == RejectCode.ACCEPTED) {
            table.onIndexSource(
                    indexSource.underlyingId(),
                    indexSource.constituentId(),
                    indexSource.venue(),
                    indexSource.enabled() != 0,
                    indexSource.weight());
        }
    }

    private void onScenarioSet(final UnsafeBuffer buffer, final int offset) {
        scenarioSet.wrapAndApplyHeader(buffer, offset, header);
        if (scenarioSet.reason() != ScenarioChange.OPERATOR) {
            table.onMarginLevelAnswered(scenarioSet.underlyingId());
        }
        if (scenarioSet.envelope().decision() == RejectCode.ACCEPTED) {
            ScenarioCodec.decode(scenarioSet, parametersE8);
            table.onScenarioSet(scenarioSet.scenarioSetVersion(), scenarioSet.underlyingId(), parametersE8);
            table.onMarginLevel(
                    scenarioSet.underlyingId(),
                    scenarioSet.levelE8(),
                    scenarioSet.volatilityRule() == VolatilityRule.HELD);
        }
    }

    private void onListing(final UnsafeBuffer buffer, final int offset) {
        listing.wrapAndApplyHeader(buffer, offset, header);
        if (listing.terms().kind() == InstrumentKind.SPOT) {
            return;
        }
        if (listing.envelope().decision() == RejectCode.ACCEPTED) {
            table.onListed(listing.instrumentId(), TermsCodec.decode(listing.terms()));
        } else {
            table.onListingRefused(listing.terms().symbol());
        }
    }

    private void onDescribed(final UnsafeBuffer buffer, final int offset) {
        described.wrapAndApplyHeader(buffer, offset, header);
        if (described.terms().kind() == InstrumentKind.SPOT) {
            return;
        }
        table.onDescribed(described.externalInstrumentId(), described.venue(), TermsCodec.decode(described.terms()));
    }

    private void onTicker(final UnsafeBuffer buffer, final int offset) {
        ticker.wrapAndApplyHeader(buffer, offset, header);
        final Market market = table.external(ticker.externalInstrumentId());
        if (market != null) {
            table.onTicker(
                    market,
                    FrameLayout.timestampNs(buffer, offset),
                    ticker.bidPriceE8(),
                    ticker.askPriceE8(),
                    ticker.markPriceE8(),
                    ticker.markIvE8(),
                    ticker.forwardPriceE8(),
                    ticker.indexPriceE8());
        }
    }

    private void onBook(final UnsafeBuffer buffer, final int offset) {
        book.wrapAndApplyHeader(buffer, offset, header);
        final Market market = table.external(book.externalInstrumentId());
        if (market == null) {
            return;
        }
        final BookFlagsDecoder flags = book.flags();
        final boolean crossed = flags.crossed();
        final boolean broken = flags.broken();
        final boolean silent = flags.stale();
        if (flags.snapshot()) {
            table.onBookCleared(market);
        }
        final BookUpdateDecoder.LevelsDecoder levels = book.levels();
        while (levels.hasNext()) {
            levels.next();
            table.onLevel(market, levels.side() == Side.BUY, levels.priceE8(), levels.quantityE8());
        }
        final long timeNs = FrameLayout.timestampNs(buffer, offset);
        if (broken) {
            table.onBroken(market, timeNs);
        } else {
            table.onBookEnd(market, timeNs, crossed, silent);
        }
    }

    private void onTrade(final UnsafeBuffer buffer, final int offset) {
        trade.wrapAndApplyHeader(buffer, offset, header);
        final Market market = table.external(trade.externalInstrumentId());
        if (market != null) {
            table.onTrade(market, trade.priceE8());
        }
    }

    private void onConstituent(final UnsafeBuffer buffer, final int offset) {
        constituent.wrapAndApplyHeader(buffer, offset, header);
        table.onConstituent(
                constituent.underlyingId(),
                constituent.constituentId(),
                constituent.priceE8(),
                FrameLayout.timestampNs(buffer, offset));
    }

    /** An index of volatility is no price. */
    private void onExternalIndex(final UnsafeBuffer buffer, final int offset) {
        venueIndex.wrapAndApplyHeader(buffer, offset, header);
        if (venueIndex.kind() != ExternalIndexKind.PRICE) {
            return;
        }
        final long bytes = buffer.getLong(venueIndex.offset() + ExternalIndexDecoder.venueEncodingOffset());
        String venue = venues.get(bytes);
        if (venue == null) {
            venue = venueIndex.venue();
            venues.put(bytes, venue);
        }
        table.onVenueIndex(
                venueIndex.underlyingId(), venue, venueIndex.valueE8(), FrameLayout.timestampNs(buffer, offset));
    }
}
