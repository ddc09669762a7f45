/**
 * What is shipped, as its users run it: {@code scripts/strikebook} on this machine. Runs in the integration-test phase, because it needs
 * the packaged jars.
 */
package io.strikebook.distribution;
