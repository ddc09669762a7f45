/**
 * The sequencer: takes requests from every source, decides them and writes the one total order of commands, the spine that every other
 * engine follows. {@link io.strikebook.sequencer.Sequencer} is the engine, {@link io.strikebook.sequencer.SequencerAgent} its duty
 * cycle in a process; {@code pretrade} is the pure core.
 */
package io.strikebook.sequencer;
