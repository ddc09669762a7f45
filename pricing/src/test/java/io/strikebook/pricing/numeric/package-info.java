/** Tests of the functions of numbers against a slow twin of arbitrary precision. */
package io.strikebook.pricing.numeric;
