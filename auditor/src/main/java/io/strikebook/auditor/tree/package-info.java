/**
 * What the venue owes, as one hash: a Merkle sum tree over accounts, and the proof that an account is in it. Pure: no codec, clock, file
 * or thread; {@link io.strikebook.auditor.tree.LiabilityStatement} has the whole of it, {@link
 * io.strikebook.auditor.tree.InclusionProof} what a customer checks.
 *
 * <p>Numbers are written most significant byte first. With {@code |} for "followed by":
 *
 * <pre>
 * leaf  = SHA-256(00 | sequence, 8 bytes | account id, 4 | nonce, 32 | balance of each currency, 16 each)
 * inner = SHA-256(01 | left hash, 32 | left sums, 16 each | right hash, 32 | right sums, 16 each)
 * root  = SHA-256(02 | sequence, 8 | venue time, 8 | accounts, 8 | length of the currencies' codes, 4 | the codes, with commas between
 *                 | tree hash, 32 | sums, 16 each | deficits, 16 each | accounts in deficit, 8 each)
 * </pre>
 *
 * Why so:
 *
 * <ul>
 *   <li>An inner node commits to the sums of each of its children, not to their total only: else a venue could show one customer sums of
 *       the two that it does not show another, and owe less than both.
 *   <li>A negative equity counts as zero and is listed beside the tree: taken off, an account that owes the venue, or one made up, would
 *       lower what the venue owes everybody else. Each currency for itself.
 *   <li>Sums have 128 bits and never wrap; who verifies refuses one that is negative or too large.
 *   <li>The first byte tells leaf, inner node and root apart, so that none can be shown for another.
 *   <li>The shape is that of RFC 9162 (certificate transparency): the left part of n leaves is the largest power of two below n. There is no
 *       padding that could be given a balance.
 *   <li>The nonce of a leaf follows from a secret key, the sequence and the account, so that who sees a hash cannot try balances, nor
 *       recognise an account in the next tree; leaves are in the order of their nonces, so places tell nothing either. What a
 *       proof does show is the sum of the leaf next to one's own, without its account. The key is no part of what makes a proof right.
 * </ul>
 */
package io.strikebook.auditor.tree;
