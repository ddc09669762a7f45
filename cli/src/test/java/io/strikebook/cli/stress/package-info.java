/** Tests of shocks as the command line shows them. */
package io.strikebook.cli.stress;
