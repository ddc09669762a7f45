/**
 * Which files of a queue may be deleted: what the configuration asks for, as far as nobody needs them any more. Decides only; whoever
 * asks lists the files and deletes them.
 */
package io.strikebook.ipc.retention;
