/** Derive's portfolio margin against its published numbers and a slow twin. */
package io.strikebook.common.margin.pm2;
