/**
 * The auditor: a follower of {@code commands} and {@code margin} that nobody waits for. It writes {@code proofs}: links of a hash chain over
 * every frame of both queues, so that a recording which was changed is found out, and roots of Merkle sum trees over what is owed to
 * each account, so that a customer can check that his balances are part of it. {@link io.strikebook.auditor.Auditor} is the engine,
 * without a transport; {@link io.strikebook.auditor.AuditedRecording} reads what it wrote again, for the command line.
 *
 * <p>Everything follows from the two queues and the home's key ({@link io.strikebook.auditor.AuditorKey}): computed again it has the same
 * bytes. The chain says that nothing before a link was changed by somebody who could not change the link; who can write to all of a home can
 * make a chain of it anew, so links, like roots, are worth what the others are who noted them elsewhere.
 */
package io.strikebook.auditor;
