/** Tests of the option mathematics against a slow reference of arbitrary precision and against published prices. */
package io.strikebook.pricing;
