/** Tests of scenarios against the written formula, option by option. */
package io.strikebook.pricing.scenario;
