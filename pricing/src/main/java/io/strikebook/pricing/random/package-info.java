/**
 * Random and quasi-random numbers as pure functions of (seed, point, dimension): no generator has a state that moves on, so any thread
 * may compute any point, and the numbers do not depend on how many threads there are.
 */
package io.strikebook.pricing.random;
