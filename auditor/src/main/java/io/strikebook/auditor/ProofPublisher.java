package io.strikebook.auditor;

import io.strikebook.auditor.tree.Columns;
import io.strikebook.auditor.tree.FieldHash;
import io.strikebook.auditor.tree.StatedLiabilities;
import io.strikebook.ipc.Publication;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ChainLinkEncoder;
import io.strikebook.schemas.FrameHeaderEncoder;
import io.strikebook.schemas.LiabilityDeficitEncoder;
import io.strikebook.schemas.LiabilityRootEncoder;
import java.math.BigInteger;

/** Writes groups of {@code proofs}: the deficits and the root, where there is one, and the link. */
final class ProofPublisher {
    private static final BigInteger UNIT = BigInteger.TEN.pow(12);
    private static final int MAX_ROOT_LENGTH = 1_024;

    private final Publication publication;
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final LiabilityDeficitEncoder deficit = new LiabilityDeficitEncoder();
    private final LiabilityRootEncoder root = new LiabilityRootEncoder();
    private final ChainLinkEncoder link = new ChainLinkEncoder();

    ProofPublisher(final Publication publication) {
        this.publication = publication;
    }

    void begin(final long sequence, final long timestampNs) {
        publication.beginGroup(sequence, timestampNs);
    }

    void deficit(final int leaf, final int column, final long deficitE12) {
        final int length = FrameLayout.HEADER_LENGTH + LiabilityDeficitEncoder.BLOCK_LENGTH;
        final int offset = publication.claim(length);
        deficit.wrapAndApplyHeader(publication.buffer(), offset, header)
                .deficitE12(deficitE12)
                .leaf(leaf)
                .currency(Columns.currency(column))
                .reserved1((short) 0)
                .reserved2(0);
        publication.commit(length);
    }

    void root(final StatedLiabilities stated) {
        final int offset = publication.claim(MAX_ROOT_LENGTH);
        root.wrapAndApplyHeader(publication.buffer(), offset, header)
                .accounts(stated.accounts())
                .putTreeHash(stated.treeHash(), 0, FieldHash.LENGTH)
                .putRoot(stated.root(), 0, FieldHash.LENGTH);
        final LiabilityRootEncoder.CurrenciesEncoder currencies = root.currenciesCount(stated.columns());
        for (int column = 0; column < stated.columns(); column++) {
            final BigInteger[] owed = stated.liabilitiesE12().get(column).divideAndRemainder(UNIT);
            final BigInteger[] owing = stated.deficitsE12().get(column).divideAndRemainder(UNIT);
            currencies
                    .next()
                    .liabilities(owed[0].longValueExact())
                    .liabilitiesPartE12(owed[1].longValueExact())
                    .deficits(owing[0].longValueExact())
                    .deficitsPartE12(owing[1].longValueExact())
                    .deficitAccounts(Math.toIntExact(stated.deficitAccounts().get(column)))
                    .currency(Columns.currency(column))
                    .reserved1((short) 0)
                    .reserved2(0);
        }
        publication.commit(FrameLayout.HEADER_LENGTH + root.encodedLength());
    }

    /** The last frame; ends the group. */
    void end(final byte[] hash, final long fromSequence, final long rootSequence, final long rootTimeNs) {
        final int length = FrameLayout.HEADER_LENGTH + ChainLinkEncoder.BLOCK_LENGTH;
        final int offset = publication.claim(length);
        link.wrapAndApplyHeader(publication.buffer(), offset, header)
                .fromSequence(fromSequence)
                .rootSequence(rootSequence)
                .rootTimeNs(rootTimeNs)
                .putLink(hash, 0, FieldHash.LENGTH);
        publication.commit(length);
        publication.endGroup();
    }
}
