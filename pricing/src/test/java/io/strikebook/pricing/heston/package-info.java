/** Tests of Heston's model against published digits, an independent transform and Black's model. */
package io.strikebook.pricing.heston;
