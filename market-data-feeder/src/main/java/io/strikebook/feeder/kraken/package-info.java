/** Kraken's public stream (version 1 of its WebSocket interface): books with a checksum in every update, trades, tickers. */
package io.strikebook.feeder.kraken;
