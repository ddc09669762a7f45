/** The command that runs another exchange's order-by-order recording through our matching engine: {@code match}. */
package io.strikebook.cli.match;
