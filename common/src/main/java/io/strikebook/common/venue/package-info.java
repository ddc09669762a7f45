/** The venue's rules that configuration sets once, at {@code init}: they are part of the manifest, so a replay uses the same ones. */
package io.strikebook.common.venue;
