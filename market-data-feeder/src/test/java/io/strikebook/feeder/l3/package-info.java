/** Order-by-order books beside slow obvious ones. */
package io.strikebook.feeder.l3;
