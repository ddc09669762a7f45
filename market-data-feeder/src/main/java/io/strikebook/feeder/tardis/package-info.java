/** Recordings in the columns of Tardis: incremental books, trades and option chains of any venue. Runs on the thread that reads. */
package io.strikebook.feeder.tardis;
