package io.strikebook.auditor;

import io.strikebook.auditor.chain.HashChain;
import io.strikebook.auditor.tree.FieldHash;
import io.strikebook.auditor.tree.StatedLiabilities;
import io.strikebook.ipc.frame.FrameLayout;
import io.strikebook.schemas.ChainLinkDecoder;
import io.strikebook.schemas.FrameHeaderDecoder;
import io.strikebook.schemas.GroupSizeEncodingDecoder;
import io.strikebook.schemas.LiabilityDeficitDecoder;
import io.strikebook.schemas.LiabilityRootDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What one group of {@code proofs} says: filled frame by frame, until its link. */
final class RecordedProof {
    private static final BigInteger UNIT = BigInteger.TEN.pow(12);

    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final List<Deficit> deficits = new ArrayList<>();
    private final byte[] link = new byte[FieldHash.LENGTH];
    private StatedLiabilities stated;
    private long sequence;
    private long timestampNs;
    private long fromSequence;
    private long rootSequence;
    private long rootTimeNs;
    private boolean hasLink;
    private boolean damaged;

    /** One negative equity. */
    record Deficit(int leaf, int column, long deficitE12) {}

    void onFrame(final UnsafeBuffer buffer, final int offset, final int length) {
        if (FrameLayout.frameInGroup(buffer, offset) == 0) {
            deficits.clear();
            stated = null;
            hasLink = false;
            damaged = false;
            sequence = FrameLayout.sequence(buffer, offset);
            timestampNs = FrameLayout.timestampNs(buffer, offset);
        }
        switch (FrameLayout.templateId(buffer, offset)) {
            case LiabilityDeficitDecoder.TEMPLATE_ID -> {
                final LiabilityDeficitDecoder deficit =
                        new LiabilityDeficitDecoder().wrapAndApplyHeader(buffer, offset, header);
                deficits.add(new Deficit(deficit.leaf(), deficit.currency().value() - 1, deficit.deficitE12()));
            }
            case LiabilityRootDecoder.TEMPLATE_ID -> {
                damaged |= !hasAllCurrencies(buffer, offset, length);
                stated = damaged ? null : stated(new LiabilityRootDecoder().wrapAndApplyHeader(buffer, offset, header));
            }
            case ChainLinkDecoder.TEMPLATE_ID -> {
                final ChainLinkDecoder decoder = new ChainLinkDecoder().wrapAndApplyHeader(buffer, offset, header);
                fromSequence = decoder.fromSequence();
                rootSequence = decoder.rootSequence();
                rootTimeNs = decoder.rootTimeNs();
                decoder.getLink(link, 0, link.length);
                hasLink = true;
            }
            default -> {
                // of a newer auditor
            }
        }
    }

    /** Whether the entries that a root says it has fit into its frame. */
    private static boolean hasAllCurrencies(final UnsafeBuffer buffer, final int offset, final int length) {
        final int group = FrameLayout.HEADER_LENGTH + FrameLayout.blockLength(buffer, offset);
        if (group < FrameLayout.HEADER_LENGTH + LiabilityRootDecoder.BLOCK_LENGTH
                || group + LiabilityRootDecoder.CurrenciesDecoder.sbeHeaderSize() > length) {
            return false;
        }
        final GroupSizeEncodingDecoder size = new GroupSizeEncodingDecoder().wrap(buffer, offset + group);
        final int entries = size.blockLength() * size.numInGroup();
        return size.blockLength() >= LiabilityRootDecoder.CurrenciesDecoder.sbeBlockLength()
                && group + LiabilityRootDecoder.CurrenciesDecoder.sbeHeaderSize() + entries <= length;
    }

    private StatedLiabilities stated(final LiabilityRootDecoder root) {
        final byte[] treeHash = new byte[FieldHash.LENGTH];
        final byte[] rootHash = new byte[FieldHash.LENGTH];
        root.getTreeHash(treeHash, 0, treeHash.length);
        root.getRoot(rootHash, 0, rootHash.length);
        final List<String> codes = new ArrayList<>();
        final List<BigInteger> liabilities = new ArrayList<>();
        final List<BigInteger> owing = new ArrayList<>();
        final List<Long> accounts = new ArrayList<>();
        for (final LiabilityRootDecoder.CurrenciesDecoder currency : root.currencies()) {
            liabilities.add(amount(currency.liabilities(), currency.liabilitiesPartE12()));
            owing.add(amount(currency.deficits(), currency.deficitsPartE12()));
            accounts.add((long) currency.deficitAccounts());
            codes.add(currency.currency().name());
        }
        return new StatedLiabilities(
                sequence,
                timestampNs,
                root.accounts(),
                String.join(",", codes),
                treeHash,
                liabilities,
                owing,
                accounts,
                rootHash);
    }

    private static BigInteger amount(final long whole, final long partE12) {
        return BigInteger.valueOf(whole).multiply(UNIT).add(BigInteger.valueOf(partE12));
    }

    long sequence() {
        return sequence;
    }

    long timestampNs() {
        return timestampNs;
    }

    boolean hasLink() {
        return hasLink;
    }

    /** Whether something in it cannot be read. */
    boolean isDamaged() {
        return damaged;
    }

    byte[] link() {
        return link;
    }

    long fromSequence() {
        return fromSequence;
    }

    long rootSequence() {
        return rootSequence;
    }

    long rootTimeNs() {
        return rootTimeNs;
    }

    /** The root of liabilities, or null where the group has none. */
    StatedLiabilities stated() {
        return stated;
    }

    byte[] rootOrNone() {
        return stated == null ? HashChain.NO_ROOT : stated.root();
    }

    List<Deficit> deficits() {
        return deficits;
    }
}
