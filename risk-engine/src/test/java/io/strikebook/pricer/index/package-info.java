/** Tests of indices. */
package io.strikebook.pricer.index;
