/** Tests of volatility indices against a published value. */
package io.strikebook.pricing.index;
