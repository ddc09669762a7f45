/** Tests of American options: published digits, a slow twin, laws. */
package io.strikebook.pricing.american;
