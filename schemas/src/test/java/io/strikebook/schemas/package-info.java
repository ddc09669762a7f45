/**
 * Holds the generated codecs to their bytes: nothing is written by hand in this module's main code, the schema is
 * {@code strikebook.xml}, its codecs are made by the build.
 */
package io.strikebook.schemas;
