/** Accounts with one margin over all their currencies: what it is computed of, and what it comes to. Pure: no queue, codec, clock or thread. */
package io.strikebook.margin.cross;
