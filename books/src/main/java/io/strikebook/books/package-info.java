/**
 * Books of every order, kept by following {@code executions} alone: for whoever shows, records or trades on them without matching
 * anything. What is public of them, and what is not, is said in {@link io.strikebook.books.BookListener}.
 */
package io.strikebook.books;
