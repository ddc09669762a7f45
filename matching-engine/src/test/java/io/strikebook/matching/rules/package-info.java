/** Tests of single rules that are pure functions. */
package io.strikebook.matching.rules;
