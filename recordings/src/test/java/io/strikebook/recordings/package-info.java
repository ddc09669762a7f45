/** Readers beside hand-made, damaged and real recordings. */
package io.strikebook.recordings;
