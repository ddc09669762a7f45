/** Fixed-point arithmetic on 64-bit integers with 128-bit intermediate products; overflow is an exception, never a wrap. */
package io.strikebook.common.math;
