/**
 * Live connections to venues. The thread of Netty hands what it receives through a bounded ring to the agent's thread, which runs everything
 * that decides: {@code LiveSession}, a state machine over an injected clock, says when to connect, what to subscribe to and what to ask for, and the
 * venue's {@code VenueNormaliser} makes events. Only classes whose name begins with {@code Netty} know Netty. In steady state the agent's thread
 * allocates nothing; connecting, subscribing and asking may.
 */
package io.strikebook.feeder.live;
