/** Deadlines against an ordered set. */
package io.strikebook.matching.time;
