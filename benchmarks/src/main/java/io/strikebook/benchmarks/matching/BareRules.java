package io.strikebook.benchmarks.matching;

import io.strikebook.common.hash.StateHash;
import io.strikebook.matching.book.AccountSettings;
import io.strikebook.matching.book.LiveOrders;
import io.strikebook.matching.book.PositionMirror;
import io.strikebook.matching.book.QuoteGroups;
import io.strikebook.matching.book.WaitingOrders;
import io.strikebook.matching.protection.NewestMarks;
import io.strikebook.matching.rules.Books;
import io.strikebook.matching.rules.ExecutionListener;
import io.strikebook.matching.rules.MatchingRules;
import io.strikebook.matching.time.Deadlines;

/** Our rules without an engine around them. */
final class BareRules {
    private BareRules() {}

    /** Rules over books and orders; of everything else there is nothing. */
    static MatchingRules of(
            final Books books,
            final LiveOrders orders,
            final PositionMirror positions,
            final QuoteGroups groups,
            final int accounts,
            final StateHash hash,
            final ExecutionListener listener) {
        final int instruments = books.capacity();
        return new MatchingRules(
                books,
                orders,
                new WaitingOrders(instruments, hash),
                positions,
                new AccountSettings(accounts, hash),
                groups,
                new NewestMarks(instruments, hash),
                1,
                new Deadlines(),
                listener);
    }
}
