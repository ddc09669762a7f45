/** Tests of the book's containers by themselves. */
package io.strikebook.matching.book;
