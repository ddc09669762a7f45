/** Tests of simulation: against closed forms at the nominal rate, and of bits that do not depend on threads. */
package io.strikebook.pricing.montecarlo;
