/**
 * One YAML file per home, read once at start: strict about what it accepts, precise about what it refuses. Start-up code, any thread,
 * free to allocate.
 */
package io.strikebook.ipc.config;
