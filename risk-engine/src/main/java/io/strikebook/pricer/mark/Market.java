package io.strikebook.pricer.mark;

import io.strikebook.common.book.DepthSide;
import io.strikebook.common.hash.StateHash;
import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.pricer.future.FairPrice;
import io.strikebook.pricer.future.Funding;
import io.strikebook.pricer.future.PremiumAverage;
import io.strikebook.pricer.index.UnderlyingIndex;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.OptionType;

/**
 * One instrument: what an outside venue says of it, and what was last published. It is known by a description on market data, by its
 * listing, or by both, which meet in the symbol.
 */
public final class Market {
    /** Absent price. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int OWN_FIELDS = 16;
    private static final int PREMIUM_AT = OWN_FIELDS + PublishedMark.FIELDS;
    private static final int FUNDING_AT = PREMIUM_AT + PremiumAverage.FIELDS;

    static final int FIELDS = FUNDING_AT + Funding.FIELDS;

    private static final long KIND = 0x4D41524B;

    final int number;
    final int externalId;
    final UnderlyingIndex underlying;
    /** Null for perpetuals and for underlyings that the venue does not have. */
    final Expiry expiry;
    /** Its venue's number among the sources of its underlying's index. */
    final int venueConstituent;

    private final InstrumentTerms terms;
    private final String venue;
    private final boolean option;
    private final long identityHash;
    final PublishedMark published = new PublishedMark();
    /** Of futures and perpetuals. */
    final PremiumAverage premium = new PremiumAverage();
    /** Of perpetuals. */
    final Funding funding = new Funding();
    /** Price by the rule of futures, before an expiry's average is blended in, as of the epoch; or {@link #NONE}. */
    long modelE8 = NONE;

    boolean modelStale;
    /** It is made of the forward that calls and puts agree on. */
    boolean modelImplied;
    /** The premium is held because the book is not to be trusted. */
    boolean modelHeld;
    /** Of a listed future: reasons not to trust its price, as the newest epoch told them. */
    int quality;
    /** Whether the mark of an option is far outside its quotes. */
    long outside = Distrust.NONE;
    /** When the venue last said anything of the instrument. */
    long heardNs;

    int instrumentId;
    boolean requested;
    /** Asked to be listed, neither granted nor refused yet. */
    boolean awaited;

    /** Of a future or perpetual: something was observed since it was marked. */
    boolean dirty;
    /** Of an option: its chain, and its row in it, or -1. */
    Chain chain;

    int row = -1;
    /** Of an option: its mark has moved, but not far, since it was published. */
    boolean markPending;

    long markTimeNs = NONE;
    /** Of an option: its mark has moved since its array was looked at. */
    boolean arrayPending;

    long arrayTimeNs = NONE;
    long arrayForwardE8;
    long arrayIvE6;
    int arrayUnitE12;
    /** The array last published, or null. */
    int[] array;

    private DepthSide bids;
    private DepthSide asks;
    private long tickerMarkE8 = NONE;
    private long ivE8 = NONE;
    private long midE8 = NONE;
    private long tradeE8 = NONE;
    private boolean midFromBook;
    private boolean midUsable;
    private long quotedBidE8 = NONE;
    private long quotedAskE8 = NONE;
    private long quoteTimeNs = NONE;
    private boolean tickerStale;
    private boolean bookStale;
    /** The feeder heard nothing of the book for long, while its venue went on. */
    private boolean bookSilent;

    private long countedHash;
    private boolean touched;
    private Market nextTouched;

    Market(
            final int number,
            final int externalId,
            final String venue,
            final InstrumentTerms terms,
            final UnderlyingIndex underlying,
            final Expiry expiry,
            final int venueConstituent) {
        this.number = number;
        this.externalId = externalId;
        this.venue = venue;
        this.terms = terms;
        this.underlying = underlying;
        this.expiry = expiry;
        this.venueConstituent = venueConstituent;
        this.option = terms.kind() == InstrumentKind.OPTION;
        this.identityHash =
                StateHash.of(KIND, number, externalId, terms.symbol().hashCode(), terms.strikeE8() ^ terms.expiryNs());
    }

    InstrumentTerms terms() {
        return terms;
    }

    String venue() {
        return venue;
    }

    boolean isOption() {
        return option;
    }

    boolean isCall() {
        return terms.optionType() == OptionType.CALL;
    }

    /** Volatility that the venue marks an option with, 1e-8, or {@link #NONE}. */
    long ivE8() {
        return ivE8;
    }

    /** The instrument's price by what is said of it alone: the venue's mark, else the middle, else the last trade, else NONE. */
    long ownPriceE8() {
        return tickerMarkE8 != NONE ? tickerMarkE8 : midE8 != NONE ? midE8 : tradeE8;
    }

    /** Whether the source of {@link #ownPriceE8()} is not to be trusted now. */
    boolean isOwnPriceStale() {
        if (option || tickerMarkE8 != NONE) {
            return tickerStale;
        }
        return midE8 != NONE && (!midUsable || (midFromBook ? bookStale : tickerStale));
    }

    /** Bid, or {@link #NONE}. */
    long bidE8() {
        return quotedBidE8;
    }

    /** Offer, or {@link #NONE}. */
    long askE8() {
        return quotedAskE8;
    }

    /** Whether an option's quote was heard since a time, and nothing was lost after it. */
    boolean isQuoteFresh(final long sinceNs) {
        return quoteTimeNs != NONE && quoteTimeNs >= sinceNs && !(midFromBook ? bookStale : tickerStale);
    }

    /** Whether there was ever a bid below an offer. */
    boolean hasMid() {
        return midE8 != NONE;
    }

    /** Whether the top of the book is a bid below an offer. */
    boolean isTopUsable() {
        return midUsable;
    }

    /** Whether a side is missing of a book that had both. */
    boolean isOneSided() {
        return midE8 != NONE && !midUsable && (quotedBidE8 == NONE || quotedAskE8 == NONE);
    }

    /** Whether nothing was heard of it for too long, by our own count or the feeder's. */
    boolean isSilent(final long timeNs, final long maximumAgeNs) {
        return timeNs - heardNs > maximumAgeNs || midFromBook && bookSilent;
    }

    /** Whether input was lost, and nothing came since that makes up for it. */
    boolean isGapped() {
        return midFromBook ? bookStale : tickerStale;
    }

    /** Whether the venue gave a mark of its own. */
    boolean hasVenueMark() {
        return tickerMarkE8 != NONE;
    }

    /** Whether {@link #fairE8} is to be trusted: bids below offers, no input lost, and something heard not too long ago. */
    boolean isFairUsable(final long timeNs, final long maximumAgeNs) {
        return midUsable && !isGapped() && !isSilent(timeNs, maximumAgeNs);
    }

    /** Fair price of the book, or the middle of a ticker's bid and offer; where {@link #isFairUsable}. */
    long fairE8(final long depthE8) {
        return midFromBook ? FairPrice.of(bids, asks, depthE8, terms.style() == ContractStyle.LINEAR) : midE8;
    }

    /**
     * Takes a ticker; absent values leave the mark and the volatility known before, and say of an option that nobody bids or offers.
     * Returns whether anything matters to a mark.
     */
    boolean onTicker(final long timeNs, final long bidE8, final long askE8, final long markE8, final long newIvE8) {
        final boolean wasStale = isOwnPriceStale();
        final long before = ownPriceE8();
        final long ivBefore = ivE8;
        final long topBefore = top();
        tickerStale = false;
        boolean quoted = false;
        if (option) {
            midFromBook = false;
            quoted = takeQuote(timeNs, bidE8, askE8);
        } else {
            tickerMarkE8 = markE8 == NONE ? tickerMarkE8 : markE8;
            if (bidE8 != NONE || askE8 != NONE) {
                midFromBook = false;
                takeTop(bidE8, askE8, false);
            }
        }
        ivE8 = newIvE8 == NONE || newIvE8 < 0 ? ivE8 : newIvE8;
        return quoted || changed(before, wasStale) || ivE8 != ivBefore || top() != topBefore;
    }

    private boolean takeQuote(final long timeNs, final long bidE8, final long askE8) {
        final boolean differs = bidE8 != quotedBidE8 || askE8 != quotedAskE8 || quoteTimeNs == NONE;
        quotedBidE8 = bidE8;
        quotedAskE8 = askE8;
        quoteTimeNs = timeNs;
        return differs;
    }

    /** Returns whether the book was not to be trusted until now. */
    boolean clearBook() {
        final boolean wasStale = bookStale;
        if (bids != null) {
            bids.clear();
            asks.clear();
        }
        bookStale = false;
        return wasStale;
    }

    /** Sets a level of the outside book; {@link #onBookEnd} follows the last one of an update. */
    void onLevel(final boolean bid, final long priceE8, final long quantityE8) {
        openBook();
        (bid ? bids : asks).set(priceE8, quantityE8);
    }

    void openBook() {
        if (bids == null) {
            bids = new DepthSide(true);
            asks = new DepthSide(false);
        }
    }

    /** Returns whether the update matters to a mark. */
    boolean onBookEnd(final long timeNs, final boolean flaggedCrossed, final boolean flaggedSilent) {
        if (bids == null) {
            return false;
        }
        midFromBook = true;
        if (option) {
            final boolean none = flaggedCrossed || flaggedSilent;
            return takeQuote(timeNs, none ? NONE : bids.bestPriceE8(), none ? NONE : asks.bestPriceE8());
        }
        final boolean wasStale = isOwnPriceStale();
        final long before = ownPriceE8();
        final long topBefore = top();
        bookSilent = flaggedSilent;
        takeTop(bids.bestPriceE8(), asks.bestPriceE8(), flaggedCrossed);
        return changed(before, wasStale) || top() != topBefore;
    }

    /** The middle, and what is wrong with it, as one number: what a future's premium, and the trust in it, is made of. */
    private long top() {
        if (option) {
            return 0;
        }
        final int wrong = (midUsable ? 0 : 1)
                | (tickerStale ? 2 : 0)
                | (quotedBidE8 == NONE ? 4 : 0)
                | (quotedAskE8 == NONE ? 8 : 0)
                | (bookSilent ? 16 : 0);
        return StateHash.and(midE8, wrong);
    }

    boolean onTrade(final long priceE8) {
        final long before = ownPriceE8();
        tradeE8 = priceE8;
        return !option && ownPriceE8() != before;
    }

    /**
     * The book is not to be trusted until its next snapshot; returns whether it was until now. A ticker's bid and offer, where these came
     * last, stay what they are.
     */
    boolean onBroken() {
        final boolean wasTrusted = !bookStale;
        bookStale = true;
        midFromBook |= midE8 == NONE && quoteTimeNs == NONE;
        return wasTrusted;
    }

    /** Input was lost: the book until its next snapshot and the ticker until its next message are not to be trusted. */
    boolean onGap() {
        final boolean wasStale = option ? isOwnPriceStale() : tickerStale && bookStale;
        tickerStale = true;
        bookStale = true;
        return !wasStale;
    }

    /** A crossed or one-sided top keeps the middle known before, as unusable. */
    private void takeTop(final long bidE8, final long askE8, final boolean flaggedCrossed) {
        quotedBidE8 = bidE8;
        quotedAskE8 = askE8;
        midUsable = !flaggedCrossed && bidE8 != NONE && askE8 != NONE && bidE8 < askE8;
        if (midUsable) {
            midE8 = bidE8 + (askE8 - bidE8 + 1 >> 1);
        }
    }

    private boolean changed(final long priceBeforeE8, final boolean wasStale) {
        return ownPriceE8() != priceBeforeE8 || isOwnPriceStale() != wasStale;
    }

    DepthSide bids() {
        return bids;
    }

    DepthSide asks() {
        return asks;
    }

    /** Puts this market on a list of those whose hash must be counted anew, once. */
    Market touch(final Market list) {
        if (touched) {
            return list;
        }
        touched = true;
        nextTouched = list;
        return this;
    }

    /** Counts the hash anew; returns the next touched market. */
    Market settle(final StateHash hash, final long[] scratch) {
        hash.remove(countedHash);
        countedHash = identityHash;
        write(scratch);
        for (int i = 0; i < FIELDS; i++) {
            countedHash = StateHash.and(countedHash, scratch[i]);
        }
        if (bids != null) {
            countedHash = StateHash.and(countedHash, bids.hash() + asks.hash());
        }
        for (int i = 0; array != null && i < array.length; i++) {
            countedHash = StateHash.and(countedHash, array[i]);
        }
        hash.add(countedHash);
        touched = false;
        final Market next = nextTouched;
        nextTouched = null;
        return next;
    }

    /** Everything that changes, without the book; {@link #read} takes it back. The state hash and snapshots share this list. */
    void write(final long[] target) {
        target[0] = instrumentId;
        target[1] = (requested ? 1 : 0)
                | (dirty ? 2 : 0)
                | (arrayPending ? 4 : 0)
                | (midFromBook ? 8 : 0)
                | (midUsable ? 16 : 0)
                | (tickerStale ? 32 : 0)
                | (bookStale ? 64 : 0)
                | (awaited ? 128 : 0)
                | (markPending ? 256 : 0)
                | (bookSilent ? 512 : 0)
                | (long) quality << 32;
        target[2] = arrayTimeNs;
        target[3] = arrayForwardE8;
        target[4] = tickerMarkE8;
        target[5] = ivE8;
        target[6] = midE8;
        target[7] = tradeE8;
        target[8] = quotedBidE8;
        target[9] = quotedAskE8;
        target[10] = quoteTimeNs;
        target[11] = markTimeNs;
        target[12] = arrayIvE6;
        target[13] = arrayUnitE12;
        target[14] = heardNs;
        target[15] = outside;
        published.write(target, OWN_FIELDS);
        premium.write(target, PREMIUM_AT);
        funding.write(target, FUNDING_AT);
    }

    void read(final long[] source) {
        instrumentId = (int) source[0];
        final long flags = source[1];
        requested = (flags & 1) != 0;
        dirty = (flags & 2) != 0;
        arrayPending = (flags & 4) != 0;
        midFromBook = (flags & 8) != 0;
        midUsable = (flags & 16) != 0;
        tickerStale = (flags & 32) != 0;
        bookStale = (flags & 64) != 0;
        awaited = (flags & 128) != 0;
        markPending = (flags & 256) != 0;
        bookSilent = (flags & 512) != 0;
        quality = (int) (flags >>> 32);
        arrayTimeNs = source[2];
        arrayForwardE8 = source[3];
        tickerMarkE8 = source[4];
        ivE8 = source[5];
        midE8 = source[6];
        tradeE8 = source[7];
        quotedBidE8 = source[8];
        quotedAskE8 = source[9];
        quoteTimeNs = source[10];
        markTimeNs = source[11];
        arrayIvE6 = source[12];
        arrayUnitE12 = (int) source[13];
        heardNs = source[14];
        outside = source[15];
        published.read(source, OWN_FIELDS);
        premium.read(source, PREMIUM_AT);
        funding.read(source, FUNDING_AT);
    }
}
