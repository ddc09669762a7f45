package io.strikebook.ipc.retention;

import io.strikebook.ipc.chronicle.QueueFile;

/**
 * What becomes of one file.
 *
 * @param queue  name of its queue
 * @param file   the file
 * @param delete whether it is to be deleted
 * @param reason why, for the operator
 */
public record Decision(String queue, QueueFile file, boolean delete, String reason) {}
