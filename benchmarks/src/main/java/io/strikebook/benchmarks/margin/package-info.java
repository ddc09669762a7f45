/** {@code bench margin}: checks of orders, fills, new marks and memory of accounts under portfolio margin, each by itself in one thread. */
package io.strikebook.benchmarks.margin;
