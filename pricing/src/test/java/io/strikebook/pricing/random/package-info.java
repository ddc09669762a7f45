/** Tests of random numbers: known answers, stratification, distribution. */
package io.strikebook.pricing.random;
