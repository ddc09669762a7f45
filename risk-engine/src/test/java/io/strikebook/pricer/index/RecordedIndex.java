package io.strikebook.pricer.index;

import io.strikebook.common.venue.VenueParameters;
import java.util.ArrayList;
import java.util.List;

/** An index with what it told. */
final class RecordedIndex implements IndexListener {
    static final long E8 = 100_000_000L;
    static final long SECOND_NS = 1_000_000_000L;

    final UnderlyingIndex index;
    final List<String> told = new ArrayList<>();

    RecordedIndex(final int minimumSources) {
        final VenueParameters.Index rule = VenueParameters.defaults().index();
        index = new UnderlyingIndex(
                1,
                new VenueParameters.Index(
                        rule.clampE8(), rule.maximumAgeNs(), minimumSources, rule.thawNs(), rule.intervalE8()));
    }

    RecordedIndex price(final int constituent, final long priceE8, final long timeNs) {
        index.onPrice(index.source(constituent, ""), priceE8, timeNs);
        return this;
    }

    long at(final long timeNs) {
        index.refresh(timeNs, UnderlyingIndex.NONE, false, this);
        return index.publishedE8();
    }

    @Override
    public void onIndex(final UnderlyingIndex price) {
        told.add((price.isFrozen() ? "frozen " : price.publishedStale() ? "stale " : "") + price.publishedE8() + " of "
                + price.freshSources());
    }

    @Override
    public void onOutlier(final UnderlyingIndex price, final int source) {
        told.add((price.isOutside(source) ? "outside " : "inside ")
                + price.constituentId(source)
                + price.venue(source)
                + " "
                + price.priceE8(source));
    }
}
