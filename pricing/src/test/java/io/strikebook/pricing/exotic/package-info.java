/** Tests of closed forms: printed values, laws, and each against another. */
package io.strikebook.pricing.exotic;
