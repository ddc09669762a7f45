package io.strikebook.orderflow.load;

/** What the clients of a mix send, by the key of the configuration, with the share that {@code preset: all} gives it. */
public enum MixKind {
    /** A limit order until cancelled, beside the mark or a little beyond. */
    LIMIT("limit", 60),
    /** A market order. */
    MARKET("market", 15),
    /** A market order of which the rest stays as a limit order. */
    MARKET_TO_LIMIT("marketToLimit", 5),
    /** Immediate or cancel, every other one with a minimum quantity. */
    IMMEDIATE("immediateOrCancel", 20),
    /** Fill or kill. */
    FILL_OR_KILL("fillOrKill", 10),
    /** An order that ends at a time: within seconds, or with the day. */
    GOOD_TIL_DATE("goodTilDate", 10),
    /** An order that shows a part of itself. */
    ICEBERG("iceberg", 15),
    /** An order that must not trade on arrival: moved inside the spread, or cancelled. */
    POST_ONLY("postOnly", 20),
    /** An order that may only make a position smaller. */
    REDUCE_ONLY("reduceOnly", 10),
    /** An order under market-maker protection. */
    PROTECTED("protected", 10),
    /** Another price, size or trigger of a live order. */
    AMEND("amend", 50),
    /** Both sides of an underlying's futures in one message, under market-maker protection. */
    MASS_QUOTE("massQuote", 40),
    /** A stop, limit or market. */
    STOP("stop", 15),
    /** A take-profit order, limit or market. */
    TAKE("take", 15),
    /** A trailing stop. */
    TRAILING("trailingStop", 10),
    /** Two orders of which one cancels the other. */
    ONE_CANCELS_OTHER("oneCancelsOther", 8),
    /** Two orders of which the first triggers the other. */
    ONE_TRIGGERS_OTHER("oneTriggersOther", 8),
    /** Three orders: the first triggers two, of which one cancels the other. */
    ONE_TRIGGERS_ONE_CANCELS_OTHER("oneTriggersOneCancelsOther", 8),
    /** A block trade of two clients. */
    BLOCK_TRADE("blockTrade", 3),
    /** An order of a combination, where any are listed. */
    COMBINATION("combination", 20),
    /** The cancel of one order, by its id or its client's. */
    CANCEL("cancel", 25),
    /** The cancel of all orders of a label. */
    CANCEL_BY_LABEL("cancelByLabel", 2),
    /** The cancel of an account's orders by instrument, kind, currency, side or source, or of all. */
    MASS_CANCEL("massCancel", 3),
    /** The cancel of quotes by set, underlying, instrument or group. */
    CANCEL_QUOTES("cancelQuotes", 4),
    /** What an account chooses: self-trade prevention, cancel on disconnect, the reset of its protection. */
    SETTING("setting", 4);

    private final String key;
    private final int usualPerMille;

    MixKind(final String key, final int usualPerMille) {
        this.key = key;
        this.usualPerMille = usualPerMille;
    }

    /** Name in the configuration. */
    public String key() {
        return key;
    }

    /** Of 1,000 requests, with {@code preset: all}. */
    public int usualPerMille() {
        return usualPerMille;
    }
}
