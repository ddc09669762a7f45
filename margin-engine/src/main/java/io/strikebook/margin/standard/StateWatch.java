package io.strikebook.margin.standard;

/** Is told of each wallet whose state is about to be reported. */
@FunctionalInterface
public interface StateWatch {
    /** The wallet's flags are as they will be reported; those reported last are still known. */
    void reporting(Wallet wallet);
}
