package io.strikebook.common.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.strikebook.schemas.TickCommandDecoder;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Whoever adds a command that matching answers says of which instrument or underlying it is, or that it is for all. */
class CommandScopeTest {
    private static final int ID = 77;

    @Test
    void everyCommandThatNamesAnInstrumentOrUnderlyingIsOfItOrForAll() throws Exception {
        int ofOne = 0;
        for (final Class<?> command : commands()) {
            final int template = command.getField("TEMPLATE_ID").getInt(null);
            final String field = has(command, "underlyingId") ? "underlyingId" : "instrumentId";
            if (CommandOwnership.isForAll(template)
                    || !CommandOwnership.answeredByMatching(template)
                    || !has(command, field)) {
                continue;
            }
            final int blockLength = command.getField("BLOCK_LENGTH").getInt(null);
            final UnsafeBuffer block = new UnsafeBuffer(new byte[blockLength]);
            final int at = (int) command.getMethod(field + "EncodingOffset").invoke(null);
            block.putInt(at, ID, ByteOrder.LITTLE_ENDIAN);
            assertThat(CommandScope.id(template, block, 0, blockLength))
                    .as("%s of %s, by CommandScope", field, command.getSimpleName())
                    .isEqualTo(ID);
            assertThat(CommandScope.isOfUnderlying(template))
                    .as(command.getSimpleName())
                    .isEqualTo(field.equals("underlyingId"));
            assertThat(CommandScope.id(template, block, 0, at)).as("cut short").isZero();
            ofOne++;
        }
        assertThat(ofOne).isGreaterThan(8);
    }

    private static boolean has(final Class<?> command, final String field) {
        return Arrays.stream(command.getMethods())
                .anyMatch(method -> method.getName().equals(field + "EncodingOffset"));
    }

    private static List<Class<?>> commands() throws IOException, URISyntaxException, ClassNotFoundException {
        final File source = new File(TickCommandDecoder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        final List<String> names = new ArrayList<>();
        if (source.isDirectory()) {
            names.addAll(Arrays.asList(new File(source, "io/strikebook/schemas").list()));
        } else {
            try (JarFile jar = new JarFile(source)) {
                jar.stream().forEach(entry -> names.add(new File(entry.getName()).getName()));
            }
        }
        final List<Class<?>> commands = new ArrayList<>();
        for (final String name : names) {
            if (name.endsWith("CommandDecoder.class")) {
                commands.add(Class.forName("io.strikebook.schemas." + name.replace(".class", "")));
            }
        }
        return commands;
    }
}
