/**
 * The live summary: follows every queue of a home from outside, as any reader may, joins the clocks of documents by sequence, and prints
 * rates, latencies, books and accounts. One thread, free to allocate; engines never wait for it.
 */
package io.strikebook.cli.watch;
