/** The command that shows the Greeks of accounts; reads only. */
package io.strikebook.cli.greeks;
