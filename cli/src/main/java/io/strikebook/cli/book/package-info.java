/** {@code book}: an instrument's book, rebuilt from the executions. */
package io.strikebook.cli.book;
