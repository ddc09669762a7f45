/** What an account had after a command of a recording: positions, margin by component, and what is held for its orders. Reads only. */
package io.strikebook.runner.account;
