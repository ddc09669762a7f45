/** Sessions stepped by hand, and connections to a server that misbehaves as venues and networks do. */
package io.strikebook.feeder.live;
