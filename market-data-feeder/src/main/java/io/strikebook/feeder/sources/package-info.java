/**
 * The sections of the configuration that name recorded sources: each reads and checks its keys, and opens what they name. Another source is
 * another class here and a line in {@code SourceSections}.
 */
package io.strikebook.feeder.sources;
