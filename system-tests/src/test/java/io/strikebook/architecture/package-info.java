/**
 * The laws that can be checked by reading the code: who may depend on whom, what a pure engine may not contain, how long a
 * file may get. Class files are read with the JDK's own parser, sources with its own compiler. Every rule has a counter-test
 * that compiles a few lines which break it. Runs on the test thread; touches no queue.
 */
package io.strikebook.architecture;
