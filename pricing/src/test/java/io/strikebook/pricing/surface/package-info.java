/** Tests of slices, surfaces and whole chains: published examples, laws on made chains, recorded chains. */
package io.strikebook.pricing.surface;
