/**
 * Greeks of accounts, kept by following {@code executions} and {@code marks} alone: positions from trades, sums in fixed point that each
 * trade and each mark moves by what it changes.
 */
package io.strikebook.books.greeks;
