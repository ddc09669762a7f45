/** Deletes files of queues: who still needs them, by marks, snapshot sets and open files, and the deletion itself. */
package io.strikebook.runner.retention;
