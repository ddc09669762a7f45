/** Frames as text: every message of the schema, by the schema's own intermediate representation, so a new message needs no code. */
package io.strikebook.cli.print;
