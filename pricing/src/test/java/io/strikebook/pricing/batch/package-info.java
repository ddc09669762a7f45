/** Tests that every way to compute a column gives the same bits, in this JVM and in others. */
package io.strikebook.pricing.batch;
