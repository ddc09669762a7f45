package io.strikebook.ipc.frame;

/** A queue holds bytes that are no frame, or frames in an impossible order: the process that finds them must stop. */
public final class CorruptFrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Names the place as exactly as it is known.
     *
     * @param queue         the queue, as a path
     * @param file          the file of the queue that was being read, or null
     * @param index         index of the document in the transport
     * @param offset        of the frame in that document, the document's header included
     * @param afterSequence sequence of the last frame that was right, 0 for none
     * @param what          what is wrong, with the values found and expected
     */
    public CorruptFrameException(
            final String queue,
            final String file,
            final long index,
            final int offset,
            final long afterSequence,
            final String what) {
        super("corrupt frame in " + queue + (file == null ? "" : " (" + file + ")") + " after sequence " + afterSequence
                + ", document 0x" + Long.toHexString(index) + " byte " + offset + ": " + what);
    }
}
