/**
 * JSON of venues, read where it lies: bytes in, names as numbers and decimals in fixed point out, nothing made on the way. A reader knows
 * what it wants ({@link io.strikebook.feeder.json.JsonNames}) and passes over the rest.
 */
package io.strikebook.feeder.json;
