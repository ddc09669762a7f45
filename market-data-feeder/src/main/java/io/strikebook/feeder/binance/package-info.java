/** Recorded Binance streams ({@code local_recv_ns JSON} per line): depth with its chain of update ids, best bid and ask, trades, snapshots. */
package io.strikebook.feeder.binance;
