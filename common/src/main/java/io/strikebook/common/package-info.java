/**
 * What every engine agrees on and none of them owns: fixed-point arithmetic, ids, the instrument model, the venue's parameters,
 * state hashes. Pure: no IO, no clock, no thread, no floating point; nothing here allocates on a message path.
 */
package io.strikebook.common;
