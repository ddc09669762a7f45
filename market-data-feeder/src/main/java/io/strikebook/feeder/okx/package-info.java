/** OKX's public stream (version 5 of its interface): books with checksums and sequence numbers, trades, tickers, marks. */
package io.strikebook.feeder.okx;
