/** Tests of the JSON reader: tables of what is read and refused, and random texts against the trees that they were written from. */
package io.strikebook.feeder.json;
