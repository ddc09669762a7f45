/** How a side of a book finds its prices: shared by matching and by those who follow its books. What waits at a price is theirs. */
package io.strikebook.common.book;
