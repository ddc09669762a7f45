/** Tests of accounts as the command line shows them. */
package io.strikebook.cli.account;
