package io.strikebook.architecture;

/**
 * One use of something by the code of a class.
 *
 * @param where class, method and line of the use
 * @param opcode mnemonic of the instruction, or a word for what is no instruction ("field", "method", "synchronized")
 * @param owner binary name with dots of the class that is used; empty if none is
 * @param member name of the method or field used; empty if none is
 * @param descriptor type descriptor of the member, or of the value that the instruction handles
 */
record Reference(String where, String opcode, String owner, String member, String descriptor) {
    boolean isOwnedBy(final String packagePrefix) {
        return owner.startsWith(packagePrefix);
    }

    @Override
    public String toString() {
        return where + " " + opcode + " " + owner + (member.isEmpty() ? "" : "." + member) + descriptor;
    }
}
