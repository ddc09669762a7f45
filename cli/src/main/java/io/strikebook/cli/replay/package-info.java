/** The commands that run a recording again: {@code replay} (verify it, or re-sequence it into a new home) and {@code snapshot}. */
package io.strikebook.cli.replay;
