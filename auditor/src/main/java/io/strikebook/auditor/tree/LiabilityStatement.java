package io.strikebook.auditor.tree;

import java.util.Arrays;

/**
 * What is owed to all accounts as of a sequence: computes tree, sums and the root's hash from equities. What it allocates does not grow with
 * the number of accounts, after the first of as many.
 */
public final class LiabilityStatement {
    /** No account's path is asked for. */
    public static final int NOBODY = 0;

    private static final long ACCOUNT_MASK = 0xFFFF_FFFFL;

    private final int columns;
    private final LeafNonces nonces;
    private final LiabilityTree tree;
    private final Sums balances;
    private final Sums deficits;
    private final long[] deficitAccounts;
    private final byte[] nonce = new byte[FieldHash.LENGTH];
    private long[] order = new long[1_024];
    private long sequence;
    private StatedLiabilities stated;

    /** Takes negative equities, in the order of leaves. */
    @FunctionalInterface
    public interface DeficitListener {
        /** One of them, turned positive. */
        void onDeficit(int leaf, int column, long deficitE12);
    }

    /**
     * A statement with leaves' nonces under a key.
     *
     * @param columns how many currencies it has; fewer than are known today in older recordings
     */
    public LiabilityStatement(final int columns, final LeafNonces nonces) {
        this.columns = columns;
        this.nonces = nonces;
        tree = new LiabilityTree(columns);
        balances = new Sums(columns);
        deficits = new Sums(columns);
        deficitAccounts = new long[columns];
    }

    /**
     * Computes all of it.
     *
     * @param wantedAccount whose path is to be noted, or {@link #NOBODY}
     */
    public void compute(
            final AccountEquities equities,
            final long asOfSequence,
            final long asOfTimestampNs,
            final int wantedAccount,
            final DeficitListener listener) {
        sequence = asOfSequence;
        deficits.clear();
        Arrays.fill(deficitAccounts, 0);
        arrange(equities);
        tree.begin();
        for (int leaf = 0; leaf < equities.size(); leaf++) {
            final int accountId = (int) (order[leaf] & ACCOUNT_MASK);
            for (int column = 0; column < columns; column++) {
                final long equityE12 = equities.equityE12(accountId, column);
                balances.set(column, Math.max(0, equityE12));
                if (equityE12 < 0) {
                    final long deficitE12 = Math.negateExact(equityE12);
                    deficits.add(column, deficitE12);
                    deficitAccounts[column]++;
                    listener.onDeficit(leaf, column, deficitE12);
                }
            }
            nonces.nonce(sequence, accountId, nonce);
            tree.add(sequence, accountId, nonce, balances, accountId == wantedAccount);
        }
        tree.end();
        stated = StatedLiabilities.of(
                sequence,
                asOfTimestampNs,
                tree.leaves(),
                Columns.codes(columns),
                tree.hash(),
                tree.sums(),
                deficits,
                deficitAccounts);
    }

    /** Puts accounts into the order of the first bits of their nonces, and those that have the same there into that of their ids. */
    private void arrange(final AccountEquities equities) {
        if (order.length < equities.size()) {
            order = new long[Math.max(equities.size(), order.length * 2)];
        }
        for (int place = 0; place < equities.size(); place++) {
            final int accountId = equities.account(place);
            nonces.nonce(sequence, accountId, nonce);
            long first = 0;
            for (int i = 0; i < Integer.BYTES; i++) {
                first = first << Byte.SIZE | nonce[i] & 0xFF;
            }
            order[place] = first >>> 1 << Integer.SIZE | accountId & ACCOUNT_MASK;
        }
        Arrays.sort(order, 0, equities.size());
    }

    /** The proof for the account that was asked for, which has to be there. */
    public InclusionProof proofOf(final int accountId, final AccountEquities equities) {
        for (int column = 0; column < columns; column++) {
            balances.set(column, Math.max(0, equities.equityE12(accountId, column)));
        }
        nonces.nonce(sequence, accountId, nonce);
        return new InclusionProof(stated, accountId, nonce.clone(), PathStep.values(balances), tree.path());
    }

    /** What the venue publishes of it. */
    public StatedLiabilities stated() {
        return stated;
    }

    /** How many currencies there are in it. */
    public int columns() {
        return columns;
    }
}
