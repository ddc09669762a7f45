/** Tests of the Greeks of accounts. */
package io.strikebook.books.greeks;
