/** Tests of marks of futures. */
package io.strikebook.pricer.future;
