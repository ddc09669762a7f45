/** Tests of Black's model against published prices, laws and recorded chains. */
package io.strikebook.pricing.black;
