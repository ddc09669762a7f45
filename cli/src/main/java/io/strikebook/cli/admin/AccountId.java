package io.strikebook.cli.admin;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option that names an account: a whole number from 1 on. */
final class AccountId implements ITypeConverter<Integer> {
    @Override
    public Integer convert(final String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new TypeConversionException("'" + text + "' is no account id: a whole number from 1 on");
        }
        return Integer.valueOf(text);
    }
}
