/**
 * What recorded sources share: lines out of gzip files, what is wrong with them, merging by time, and reading ahead. Everything but
 * {@code ReadAheadFeed}'s consuming side runs on the reader thread and may allocate.
 */
package io.strikebook.feeder.recorded;
