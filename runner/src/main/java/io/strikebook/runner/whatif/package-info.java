/**
 * Engines that stand still, told of prices that never were: margin itself values every account at them. Marks, deltas and risk arrays come from
 * the maths library in floating point, which is why this is apart from what replays.
 */
package io.strikebook.runner.whatif;
