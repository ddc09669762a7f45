/** What instruments are settled at when they expire. Pure: no queue, codec, clock or thread. */
package io.strikebook.common.settlement;
