/**
 * The command line: {@link io.strikebook.cli.StrikebookCli} and what its commands share. One class per command, in a package per
 * subject. Nothing here is on a hot path; commands read homes from outside, and only {@code init} and {@code admin} write.
 */
package io.strikebook.cli;
