package io.strikebook.sequencer.pretrade;

import io.strikebook.schemas.Currency;

/** What an account set for one group of quotes, as far as decisions depend on it. */
public final class ReservedGroup {
    final CurrencyView view;
    final int underlyingId;
    final int number;

    /** Coins that may be open per side and instrument; 0 where the group has no limits. */
    long maxQuoteQuantityE8;

    /** Initial margin held for it, 1e-12 of the view's currency. */
    long heldE12;

    /** Command that changed the reserve and that matching has not answered yet; 0 for none. */
    long changedBy;

    /** What is to be held once it has. */
    long nextE12;

    long hash;

    ReservedGroup(final CurrencyView view, final int underlyingId, final int number) {
        this.view = view;
        this.underlyingId = underlyingId;
        this.number = number;
    }

    /** Currency of its reserve, and of what it may quote. */
    public Currency currency() {
        return view.currency;
    }
}
