/** The command that shows an account as it was after any command of a recording, and what an order would do to it; reads only. */
package io.strikebook.cli.account;
