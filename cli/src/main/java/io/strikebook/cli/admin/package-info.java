/**
 * {@code admin}: an operator's requests. The command line is the {@code admin} queue's one writer; two of them at once
 * take turns by the queue's OS lock. A request is recorded first and decided by the sequencer, now or when it starts;
 * nothing here decides.
 */
package io.strikebook.cli.admin;
