/** Black's model of European options: prices, sensitivities. Results are mutable objects of one thread, filled in place. */
package io.strikebook.pricing.black;
