/** Tests of marks, indices, outside books and risk arrays. */
package io.strikebook.pricer.mark;
