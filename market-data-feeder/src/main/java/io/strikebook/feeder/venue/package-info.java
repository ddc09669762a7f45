/**
 * What every venue's feed has in common: messages as received become events, by the venue's own rules of what makes a book trustworthy. A live
 * connection and a capture of one go through the same classes.
 */
package io.strikebook.feeder.venue;
