/**
 * Option mathematics, usable alone: of the JDK only, with optimisers from outside where a model is calibrated; no state shared between
 * threads. Nothing that a tick waits for allocates.
 *
 * <p>Everything is built from + − × ÷, {@code Math.sqrt} and {@code Math.fma}, which IEEE 754 defines to the last bit, in one written
 * order. So a result has the same bits interpreted, compiled, and on any processor. {@code Math.exp} and its like are not used: a
 * virtual machine may replace them by intrinsics that round differently.
 */
package io.strikebook.pricing;
