/** The command that shocks the accounts of a recorded moment; reads only. */
package io.strikebook.cli.stress;
