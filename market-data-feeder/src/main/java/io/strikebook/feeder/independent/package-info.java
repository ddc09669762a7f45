/** Independent Reserve: books of single orders known by GUID, one set of orders per coin quoted in several currencies. */
package io.strikebook.feeder.independent;
