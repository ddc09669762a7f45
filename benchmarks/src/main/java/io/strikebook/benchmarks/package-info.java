/** Programs that measure and print tables; nothing here is part of the venue, and no figure is asserted. */
package io.strikebook.benchmarks;
