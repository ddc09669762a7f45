/** Micro-benchmarks (JMH) of what one process does for a message: encode, append, read; beside Chronicle's own way, setting by setting. */
package io.strikebook.benchmarks.append;
