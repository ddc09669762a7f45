/** Tests of the pricer through its frames. */
package io.strikebook.pricer;
