/** {@code strikebook marks}: our marks beside those of the venue that market data came from, and when they were not to be trusted. */
package io.strikebook.cli.marks;
