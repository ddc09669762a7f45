/** What a recording's messages explain of its levels. */
package io.strikebook.feeder.lobster;
