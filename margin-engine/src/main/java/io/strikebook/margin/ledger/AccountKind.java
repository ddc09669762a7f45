package io.strikebook.margin.ledger;

/** What an account of the ledger stands for. */
public enum AccountKind {
    /** Fees that the venue earned. */
    HOUSE_FEES(1),
    /** Counterparty of realised futures profit and loss; gains what rounding leaves over. */
    CLEARING(2),
    /** Counterparty of deposits and withdrawals: the world outside, negative by what customers brought in. */
    EXTERNAL(3),
    /** One customer's cash in one currency. */
    CUSTOMER(4);

    private final int code;

    AccountKind(final int code) {
        this.code = code;
    }

    /** Stable number, part of the state hash. */
    public int code() {
        return code;
    }
}
