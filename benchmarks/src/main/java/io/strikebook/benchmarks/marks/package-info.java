/** From market data to marks: the whole chain at once, and one tick at a time, over real queues. */
package io.strikebook.benchmarks.marks;
