package io.strikebook.cli.admin;

import io.strikebook.schemas.RejectCode;

/**
 * What the sequencer made of a request.
 *
 * @param sequence   of the command
 * @param templateId of the command
 * @param underlyingId of the command, 0 for none
 * @param code       {@code ACCEPTED}, or why not
 * @param line       the command as a line
 */
record Decision(long sequence, int templateId, int underlyingId, RejectCode code, String line) {}
