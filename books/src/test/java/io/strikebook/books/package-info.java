/** Tests of what followed books are made of; the books themselves are compared with matching's in its tests. */
package io.strikebook.books;
