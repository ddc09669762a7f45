/** Tests of the command that prints books. */
package io.strikebook.cli.book;
