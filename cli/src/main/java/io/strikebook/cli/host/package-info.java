/** Commands about the machine: which role belongs on which CPU, what is tuned and what is not. They change nothing. */
package io.strikebook.cli.host;
