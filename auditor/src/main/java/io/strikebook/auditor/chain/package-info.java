/**
 * The hash chain over {@code commands} and {@code margin}, and when the auditor writes what. Pure: no codec, clock, file or thread.
 */
package io.strikebook.auditor.chain;
