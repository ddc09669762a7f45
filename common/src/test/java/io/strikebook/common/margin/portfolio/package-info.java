/** Portfolio margin against the venue's published answers and a slow twin. */
package io.strikebook.common.margin.portfolio;
