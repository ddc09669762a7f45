/** Reading what venues send: JSON into numbers, beside published parsers. */
package io.strikebook.benchmarks.feed;
