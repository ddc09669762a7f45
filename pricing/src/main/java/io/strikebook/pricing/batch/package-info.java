/**
 * Many options at once: columns in, columns out. One interface with two implementations that give the same bits, of which the one with
 * vectors is taken where the JVM was started with {@code --add-modules jdk.incubator.vector}. An instance has its own scratch memory and is
 * of one thread; nothing is allocated after it was made.
 */
package io.strikebook.pricing.batch;
