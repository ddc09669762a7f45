/** What an instrument is: its terms, its value in settlement currency, and the table of listed ones. */
package io.strikebook.common.instrument;
