package io.strikebook.runner.promise;

/** What the first account begins with; the other has the opposite. */
enum Opening {
    NOTHING(0, 0),
    COVERED_CALLS(2, -2),
    HEDGED_CALLS(-1, 2);

    final int perpetuals;
    final int calls;

    Opening(final int perpetuals, final int calls) {
        this.perpetuals = perpetuals;
        this.calls = calls;
    }
}
