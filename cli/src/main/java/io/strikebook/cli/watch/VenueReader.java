package io.strikebook.cli.watch;

import static io.strikebook.ipc.frame.FrameLayout.HEADER_LENGTH;

import io.strikebook.cli.watch.VenueView.InstrumentRow;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.AccountStateDecoder;
import io.strikebook.schemas.CreateAccountCommandDecoder;
import io.strikebook.schemas.FillDecoder;
import io.strikebook.schemas.ImpliedFillDecoder;
import io.strikebook.schemas.ImpliedLegFillDecoder;
import io.strikebook.schemas.ImpliedTopOfBookDecoder;
import io.strikebook.schemas.IndexPriceDecoder;
import io.strikebook.schemas.ListComboCommandDecoder;
import io.strikebook.schemas.ListInstrumentCommandDecoder;
import io.strikebook.schemas.MarkDecoder;
import io.strikebook.schemas.TopOfBookDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames to the venue's view: what instruments and accounts there are, and how they stand. */
final class VenueReader {
    private final VenueView view;
    private final ListInstrumentCommandDecoder listing = new ListInstrumentCommandDecoder();
    private final CreateAccountCommandDecoder account = new CreateAccountCommandDecoder();
    private final MarkDecoder mark = new MarkDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final TopOfBookDecoder top = new TopOfBookDecoder();
    private final ImpliedTopOfBookDecoder impliedTop = new ImpliedTopOfBookDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final ImpliedFillDecoder impliedFill = new ImpliedFillDecoder();
    private final ImpliedLegFillDecoder impliedLegFill = new ImpliedLegFillDecoder();
    private final AccountStateDecoder state = new AccountStateDecoder();

    VenueReader(final VenueView view) {
        this.view = view;
    }

    void onMarks(final UnsafeBuffer buffer, final int offset) {
        final int body = offset + HEADER_LENGTH;
        switch (FrameLayout.templateId(buffer, offset)) {
            case MarkDecoder.TEMPLATE_ID -> {
                mark.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                view.marked(mark.instrumentId(), mark.markPriceE8());
            }
            case IndexPriceDecoder.TEMPLATE_ID -> {
                index.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                view.index(index.underlyingId(), index.priceE8());
            }
            default -> {}
        }
    }

    /** One accepted command. */
    void onCommand(final UnsafeBuffer buffer, final int offset) {
        final int body = offset + HEADER_LENGTH;
        switch (FrameLayout.templateId(buffer, offset)) {
            case ListInstrumentCommandDecoder.TEMPLATE_ID, ListComboCommandDecoder.TEMPLATE_ID -> {
                listing.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                final long tickSizeE8 = listing.terms().tickSizeE8();
                view.listed(listing.instrumentId(), listing.terms().symbol(), tickSizeE8);
            }
            case CreateAccountCommandDecoder.TEMPLATE_ID -> {
                account.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                view.account(account.accountId(), account.name());
            }
            default -> {}
        }
    }

    /**
     * One frame of executions.
     *
     * @return whether it was a trade
     */
    boolean onExecution(final UnsafeBuffer buffer, final int offset, final boolean live) {
        final int body = offset + HEADER_LENGTH;
        switch (FrameLayout.templateId(buffer, offset)) {
            case TopOfBookDecoder.TEMPLATE_ID -> {
                top.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                final InstrumentRow row = view.instrument(top.instrumentId());
                if (row != null) {
                    row.top(
                            price(top.bidPriceE8(), TopOfBookDecoder.bidPriceE8NullValue()),
                            top.bidLots(),
                            price(top.askPriceE8(), TopOfBookDecoder.askPriceE8NullValue()),
                            top.askLots());
                }
                return false;
            }
            case ImpliedTopOfBookDecoder.TEMPLATE_ID -> {
                impliedTop.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                final InstrumentRow row = view.instrument(impliedTop.instrumentId());
                if (row != null) {
                    row.impliedTop(
                            price(impliedTop.bidPriceE8(), ImpliedTopOfBookDecoder.bidPriceE8NullValue()),
                            impliedTop.bidLots(),
                            price(impliedTop.askPriceE8(), ImpliedTopOfBookDecoder.askPriceE8NullValue()),
                            impliedTop.askLots());
                }
                return false;
            }
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                return traded(fill.instrumentId(), fill.priceE8(), live);
            }
            case ImpliedFillDecoder.TEMPLATE_ID -> {
                impliedFill.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                return traded(impliedFill.instrumentId(), impliedFill.priceE8(), live);
            }
            case ImpliedLegFillDecoder.TEMPLATE_ID -> {
                impliedLegFill.wrap(buffer, body, block(buffer, offset), version(buffer, offset));
                return traded(impliedLegFill.instrumentId(), impliedLegFill.priceE8(), live);
            }
            default -> {
                return false;
            }
        }
    }

    private boolean traded(final int instrumentId, final long priceE8, final boolean live) {
        final InstrumentRow row = view.instrument(instrumentId);
        if (row != null) {
            row.traded(priceE8, live);
        }
        return true;
    }

    void onMargin(final UnsafeBuffer buffer, final int offset) {
        if (FrameLayout.templateId(buffer, offset) == AccountStateDecoder.TEMPLATE_ID) {
            state.wrap(buffer, offset + HEADER_LENGTH, block(buffer, offset), version(buffer, offset));
            view.accountState(
                    state.accountId(),
                    state.currency(),
                    state.equityE12(),
                    state.marginBalanceE12(),
                    state.initialMarginE12(),
                    state.maintenanceMarginE12());
        }
    }

    private static long price(final long priceE8, final long nullValue) {
        return priceE8 == nullValue ? VenueView.NO_PRICE : priceE8;
    }

    private static int block(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.blockLength(buffer, offset);
    }

    private static int version(final UnsafeBuffer buffer, final int offset) {
        return FrameLayout.version(buffer, offset);
    }
}
