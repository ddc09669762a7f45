package io.strikebook.auditor.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.Currency;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Trees of random accounts against their definition, and every change of a proof. */
final class LiabilityStatementTest {
    private static final int TRIES = 150;
    private static final int BITS = 127;

    private static byte[] key(final long seed) {
        final byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        return key;
    }

    /** So many accounts, some of them in deficit, some with nothing. */
    private static Map<Integer, List<Long>> accounts(final int count, final long seed) {
        final Random random = new Random(seed);
        final Map<Integer, List<Long>> equities = new LinkedHashMap<>();
        while (equities.size() < count) {
            final List<Long> row = new ArrayList<>();
            for (int column = 0; column < Columns.COUNT; column++) {
                final long amount = random.nextLong() >> 2 + random.nextInt(60);
                row.add(random.nextInt(4) == 0 ? 0 : amount);
            }
            equities.put(1 + random.nextInt(1 << random.nextInt(1, 31)), row);
        }
        return equities;
    }

    private static AccountEquities equities(final Map<Integer, List<Long>> rows) {
        final AccountEquities equities = new AccountEquities();
        rows.forEach((account, row) -> {
            for (int column = 0; column < Columns.COUNT; column++) {
                equities.set(account, Columns.currency(column), row.get(column));
            }
        });
        return equities;
    }

    private static LiabilityStatement statement(
            final Map<Integer, List<Long>> rows, final long sequence, final int wanted, final long seed) {
        final LiabilityStatement statement = new LiabilityStatement(Columns.COUNT, new LeafNonces(key(seed)));
        statement.compute(equities(rows), sequence, sequence * 7, wanted, (leaf, column, deficitE12) -> {});
        return statement;
    }

    private static InclusionProof proof(
            final Map<Integer, List<Long>> rows, final long sequence, final int wanted, final long seed) {
        return statement(rows, sequence, wanted, seed).proofOf(wanted, equities(rows));
    }

    @Property(tries = TRIES)
    void treeIsWhatItsDefinitionSays(@ForAll @IntRange(min = 1, max = 70) final int count, @ForAll final long seed)
            throws Exception {
        final Map<Integer, List<Long>> rows = accounts(count, seed);
        final StatedLiabilities stated =
                statement(rows, 42, LiabilityStatement.NOBODY, seed).stated();
        final LiabilityTwin twin = new LiabilityTwin(key(seed), 42, 42 * 7, rows);
        assertThat(stated.treeHash()).isEqualTo(twin.hash);
        assertThat(stated.liabilitiesE12()).isEqualTo(twin.sums);
        assertThat(stated.root()).isEqualTo(twin.root);
        assertThat(stated.accounts()).isEqualTo(count);
        for (int column = 0; column < Columns.COUNT; column++) {
            final int place = column;
            assertThat(stated.liabilitiesE12()
                            .get(column)
                            .subtract(stated.deficitsE12().get(column)))
                    .as("sums add up")
                    .isEqualTo(rows.values().stream()
                            .map(row -> BigInteger.valueOf(row.get(place)))
                            .reduce(BigInteger.ZERO, BigInteger::add));
        }
    }

    @Property(tries = 30)
    void everyAccountHasAProofAndItIsRight(
            @ForAll @IntRange(min = 1, max = 40) final int count, @ForAll final long seed) {
        final Map<Integer, List<Long>> rows = accounts(count, seed);
        rows.forEach((account, row) -> {
            final InclusionProof proof = proof(rows, 9, account, seed);
            assertThat(proof.problem()).isEmpty();
            assertThat(proof.balancesE12())
                    .isEqualTo(row.stream()
                            .map(equity -> BigInteger.valueOf(Math.max(0, equity)))
                            .toList());
            assertThat(proof.stated())
                    .isEqualTo(
                            statement(rows, 9, LiabilityStatement.NOBODY, seed).stated());
        });
    }

    @Property(tries = TRIES)
    void anyChangeOfALeafChangesTheRoot(@ForAll @IntRange(min = 1, max = 40) final int count, @ForAll final long seed) {
        final Map<Integer, List<Long>> rows = accounts(count, seed);
        final byte[] root =
                statement(rows, 9, LiabilityStatement.NOBODY, seed).stated().root();
        final Random random = new Random(seed);
        final int account = (int) rows.keySet().toArray()[random.nextInt(count)];
        final int column = random.nextInt(Columns.COUNT);
        final List<Long> row = new ArrayList<>(rows.get(account));
        row.set(column, row.get(column) ^ 1L << random.nextInt(62));
        rows.put(account, row);
        assertThat(statement(rows, 9, LiabilityStatement.NOBODY, seed).stated().root())
                .isNotEqualTo(root);
    }

    /** One field of the proof is another, whichever: it is refused, also with the other's root. */
    @Property(tries = TRIES)
    void everyChangeOfAProofIsRefused(@ForAll @IntRange(min = 2, max = 40) final int count, @ForAll final long seed) {
        final Map<Integer, List<Long>> rows = accounts(count, seed);
        final Random random = new Random(seed);
        final int account = (int) rows.keySet().toArray()[random.nextInt(count)];
        final InclusionProof proof = proof(rows, 9, account, seed);
        for (final InclusionProof changed : changes(proof, random)) {
            assertThat(changed).isNotEqualTo(proof);
            assertThat(changed.problem()).as(changed.toString()).isPresent();
        }
        final InclusionProof later = proof(rows, 10, account, seed);
        assertThat(new InclusionProof(later.stated(), account, proof.nonce(), proof.balancesE12(), proof.path())
                        .problem())
                .as("only against its own root")
                .isPresent();
    }

    private static List<InclusionProof> changes(final InclusionProof proof, final Random random) {
        final List<InclusionProof> changes = new ArrayList<>();
        final StatedLiabilities stated = proof.stated();
        changes.add(with(proof, stated, proof.accountId() + 1, proof.nonce(), proof.balancesE12(), proof.path()));
        changes.add(with(
                proof, stated, proof.accountId(), flipped(proof.nonce(), random), proof.balancesE12(), proof.path()));
        changes.add(with(
                proof, stated, proof.accountId(), proof.nonce(), changed(proof.balancesE12(), random), proof.path()));
        final int at = random.nextInt(proof.path().size());
        for (final UnaryOperator<PathStep> change : List.<UnaryOperator<PathStep>>of(
                step -> new PathStep(!step.siblingIsLeft(), step.hash(), step.sumsE12()),
                step -> new PathStep(step.siblingIsLeft(), flipped(step.hash(), random), step.sumsE12()),
                step -> new PathStep(step.siblingIsLeft(), step.hash(), changed(step.sumsE12(), random)))) {
            final List<PathStep> path = new ArrayList<>(proof.path());
            path.set(at, change.apply(path.get(at)));
            changes.add(with(proof, stated, proof.accountId(), proof.nonce(), proof.balancesE12(), path));
        }
        changes.add(with(
                proof,
                stated,
                proof.accountId(),
                proof.nonce(),
                proof.balancesE12(),
                proof.path().subList(1, proof.path().size())));
        for (final StatedLiabilities other : List.of(
                stated(stated, stated.sequence() + 1, stated.treeHash(), stated.liabilitiesE12(), stated.root()),
                stated(
                        stated,
                        stated.sequence(),
                        flipped(stated.treeHash(), random),
                        stated.liabilitiesE12(),
                        stated.root()),
                stated(
                        stated,
                        stated.sequence(),
                        stated.treeHash(),
                        changed(stated.liabilitiesE12(), random),
                        stated.root()),
                stated(
                        stated,
                        stated.sequence(),
                        stated.treeHash(),
                        stated.liabilitiesE12(),
                        flipped(stated.root(), random)))) {
            changes.add(with(proof, other, proof.accountId(), proof.nonce(), proof.balancesE12(), proof.path()));
        }
        return changes;
    }

    private static InclusionProof with(
            final InclusionProof proof,
            final StatedLiabilities stated,
            final int accountId,
            final byte[] nonce,
            final List<BigInteger> balances,
            final List<PathStep> path) {
        return new InclusionProof(stated, accountId, nonce, balances, List.copyOf(path));
    }

    private static StatedLiabilities stated(
            final StatedLiabilities stated,
            final long sequence,
            final byte[] treeHash,
            final List<BigInteger> liabilities,
            final byte[] root) {
        return new StatedLiabilities(
                sequence,
                stated.timestampNs(),
                stated.accounts(),
                stated.currencies(),
                treeHash,
                liabilities,
                stated.deficitsE12(),
                stated.deficitAccounts(),
                root);
    }

    private static byte[] flipped(final byte[] bytes, final Random random) {
        final byte[] changed = bytes.clone();
        changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private static List<BigInteger> changed(final List<BigInteger> numbers, final Random random) {
        final List<BigInteger> changed = new ArrayList<>(numbers);
        final int at = random.nextInt(numbers.size());
        changed.set(at, numbers.get(at).flipBit(random.nextInt(BITS)));
        return changed;
    }

    /** So many that every array grows, more than once. */
    @Test
    void manyAccountsAreWhatTheDefinitionSays() throws Exception {
        final Map<Integer, List<Long>> rows = accounts(10_000, 17);
        final int account = (int) rows.keySet().toArray()[9_999];
        final InclusionProof proof = proof(rows, 3, account, 8);
        assertThat(proof.problem()).isEmpty();
        assertThat(proof.path()).hasSizeBetween(1, 14);
        assertThat(proof.stated().root()).isEqualTo(new LiabilityTwin(key(8), 3, 21, rows).root);
    }

    /** An account that owes the venue must not lower what the venue owes the others. */
    @Test
    void negativeEquityCountsAsNothingAndIsListed() {
        final AccountEquities equities = new AccountEquities();
        equities.set(1, Currency.BTC, 5);
        equities.set(2, Currency.BTC, -3);
        equities.set(2, Currency.USDC, 8);
        final List<String> listed = new ArrayList<>();
        final LiabilityStatement statement = new LiabilityStatement(Columns.COUNT, new LeafNonces(key(1)));
        statement.compute(equities, 1, 1, 2, (leaf, column, deficitE12) -> listed.add(column + " " + deficitE12));
        assertThat(listed).containsExactly("0 3");
        final StatedLiabilities stated = statement.stated();
        assertThat(stated.liabilitiesE12().get(Columns.of(Currency.BTC))).isEqualTo(5);
        assertThat(stated.deficitsE12().get(Columns.of(Currency.BTC))).isEqualTo(3);
        assertThat(stated.deficitAccounts()).containsExactly(1L, 0L, 0L, 0L);
        assertThat(statement.proofOf(2, equities).balancesE12().get(0)).isZero();
        assertThat(statement.proofOf(2, equities).problem()).isEmpty();
    }

    /** Made up by hand: a sibling that is said to owe less than nothing, and one beyond all numbers. */
    @Test
    void numbersThatWouldWrapOrSinkAreRefused() {
        final InclusionProof proof =
                proof(accounts(9, 3), 9, (int) accounts(9, 3).keySet().toArray()[4], 3);
        for (final BigInteger absurd :
                List.of(BigInteger.ONE.negate(), BigInteger.ONE.shiftLeft(BITS), BigInteger.ONE.shiftLeft(BITS + 1))) {
            final PathStep first = proof.path().get(0);
            final List<BigInteger> sums = new ArrayList<>(first.sumsE12());
            sums.set(0, absurd);
            final List<PathStep> path = new ArrayList<>(proof.path());
            path.set(0, new PathStep(first.siblingIsLeft(), first.hash(), sums));
            assertThat(with(proof, proof.stated(), proof.accountId(), proof.nonce(), proof.balancesE12(), path)
                            .problem())
                    .contains("a negative or too large number");
        }
        final Sums most = new Sums(1);
        most.set(0, Long.MAX_VALUE);
        for (int doubled = 0; doubled < Long.SIZE; doubled++) {
            most.add(most);
        }
        assertThat(most.value(0)).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(Long.SIZE));
        assertThatThrownBy(() -> most.add(most)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.set(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesOfTheNextTreeTellNothingOfThisOne() {
        final Map<Integer, List<Long>> rows = accounts(20, 5);
        final int account = (int) rows.keySet().toArray()[0];
        final InclusionProof now = proof(rows, 9, account, 5);
        final InclusionProof later = proof(rows, 10, account, 5);
        assertThat(now.nonce()).isNotEqualTo(later.nonce());
        assertThat(Arrays.equals(now.stated().treeHash(), later.stated().treeHash()))
                .isFalse();
    }
}
