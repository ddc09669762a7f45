package io.strikebook.architecture;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.List;
import java.util.Locale;

/** Turns the instructions of one method into references; lambdas and method references show what they call. */
final class InstructionReader {
    private final String where;
    private final List<Reference> references;
    private int line;

    InstructionReader(final String where, final List<Reference> references) {
        this.where = where;
        this.references = references;
    }

    void read(final CodeModel code) {
        for (final CodeElement element : code) {
            if (element instanceof LineNumber number) {
                line = number.line();
            } else if (element instanceof Instruction instruction) {
                read(instruction);
            }
        }
    }

    private void read(final Instruction instruction) {
        final String opcode = instruction.opcode().name().toLowerCase(Locale.ROOT);
        if (instruction instanceof InvokeInstruction invoke) {
            add(
                    opcode,
                    invoke.owner().asInternalName(),
                    invoke.name().stringValue(),
                    invoke.type().stringValue());
        } else if (instruction instanceof FieldInstruction field) {
            add(
                    opcode,
                    field.owner().asInternalName(),
                    field.name().stringValue(),
                    field.type().stringValue());
        } else if (instruction instanceof NewObjectInstruction create) {
            add(opcode, create.className().asInternalName(), "", "");
        } else if (instruction instanceof NewPrimitiveArrayInstruction array) {
            add(opcode, "", "", "[" + array.typeKind().upperBound().descriptorString());
        } else if (instruction instanceof ConstantInstruction constant) {
            add(opcode, "", "", constant.typeKind().upperBound().descriptorString());
        } else if (instruction instanceof InvokeDynamicInstruction dynamic) {
            add(opcode, "", dynamic.name().stringValue(), dynamic.type().stringValue());
            for (final ConstantDesc argument : dynamic.bootstrapArgs()) {
                if (argument instanceof DirectMethodHandleDesc handle) {
                    add(opcode, binaryName(handle), handle.methodName(), handle.lookupDescriptor());
                }
            }
        } else {
            add(opcode, "", "", "");
        }
    }

    private static String binaryName(final DirectMethodHandleDesc handle) {
        final String descriptor = handle.owner().descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    private void add(final String opcode, final String owner, final String member, final String descriptor) {
        references.add(new Reference(where + ":" + line, opcode, owner.replace('/', '.'), member, descriptor));
    }
}
