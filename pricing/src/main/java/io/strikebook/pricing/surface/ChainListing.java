package io.strikebook.pricing.surface;

/** Which options a chain has: fixed while it lives. */
final class ChainListing {
    final int expiries;
    final int size;
    final int[] expiry;
    final double[] strike;
    final boolean[] call;
    /** Pairs of the same expiry and strike, those of an expiry from its first to that of the next expiry. */
    final int[] firstPair;

    final int[] callOfPair;
    final int[] putOfPair;

    /** Copies what it is given, after a look. */
    ChainListing(final int expiries, final int[] expiry, final double[] strike, final boolean[] call) {
        if (expiry.length != strike.length || call.length != strike.length) {
            throw new IllegalArgumentException(
                    expiry.length + " expiries, " + strike.length + " strikes, " + call.length + " kinds");
        }
        this.expiries = expiries;
        this.expiry = expiry.clone();
        this.strike = strike.clone();
        this.call = call.clone();
        size = strike.length;
        for (int i = 0; i < size; i++) {
            if (expiry[i] < 0 || expiry[i] >= expiries || !(strike[i] > 0 && strike[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "option " + i + " has expiry " + expiry[i] + ", strike " + strike[i]);
            }
        }
        firstPair = new int[expiries + 1];
        callOfPair = new int[size / 2];
        putOfPair = new int[size / 2];
        pair();
    }

    private void pair() {
        int pairs = 0;
        for (int e = 0; e < expiries; e++) {
            for (int i = 0; i < size; i++) {
                final int put = expiry[i] == e && call[i] ? putLike(i) : -1;
                if (put >= 0 && pairs < callOfPair.length) {
                    callOfPair[pairs] = i;
                    putOfPair[pairs++] = put;
                }
            }
            firstPair[e + 1] = pairs;
        }
    }

    private int putLike(final int option) {
        for (int i = 0; i < size; i++) {
            if (expiry[i] == expiry[option] && strike[i] == strike[option] && !call[i]) {
                return i;
            }
        }
        return -1;
    }

    /** The most options that an expiry has. */
    int largestExpiry() {
        final int[] sizes = new int[expiries];
        int largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, ++sizes[expiry[i]]);
        }
        return largest;
    }
}
