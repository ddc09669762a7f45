/**
 * Books of single orders, kept from feeds that name each order (market by order, level 3), in fixed point. Each source event gives what
 * happened to orders and which levels it changed, so that whoever wants levels only reads levels. Runs on the thread of its source; allocates
 * nothing once its pools have grown.
 */
package io.strikebook.feeder.l3;
