/** Tests of the engine through its frames, and its slow obvious twin. */
package io.strikebook.matching;
