/** A whole venue in one JVM, for those who want it without six processes: a rehearsal of starts, a benchmark. */
package io.strikebook.cli.hosted;
