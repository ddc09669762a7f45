/** BitMEX's public stream: books whose levels have ids, best quotes, trades. */
package io.strikebook.feeder.bitmex;
