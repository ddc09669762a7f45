/** Option mathematics: one class of benchmarks per subject, each beside OpenGamma Strata and finmath where they have it. One thread. */
package io.strikebook.benchmarks.pricing;
