/**
 * {@code tail}: any queue of a home, live or recorded, decoded to lines. Reads only; what it knows besides the queue it
 * prints (names of instruments, clocks of the queue's input) comes from other queues of the home. One thread, not a hot
 * path.
 */
package io.strikebook.cli.tail;
