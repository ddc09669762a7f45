package io.strikebook.ipc.chronicle;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** Finds functions of Linux' C library. */
final class LinuxCall {
    private LinuxCall() {}

    /** A handle to a function; null on another system, and where there is no such function. */
    @SuppressWarnings("restricted")
    static MethodHandle find(
            final String function, final FunctionDescriptor signature, final Linker.Option... options) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        final Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(function)
                .map(address -> linker.downcallHandle(address, signature, options))
                .orElse(null);
    }
}
