/**
 * The published formulas of standard margin and fees. They stand here, and not in an engine, because two engines must not differ in
 * them: the sequencer reserves for an order what margin will ask for the position that the order becomes.
 */
package io.strikebook.common.margin;
