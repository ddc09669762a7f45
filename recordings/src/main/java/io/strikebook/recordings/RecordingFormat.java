package io.strikebook.recordings;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The formats of order-by-order recordings that can be replayed. */
public enum RecordingFormat {
    /** {@link CmeMboReader}: the whole book from its opening snapshot on. */
    CME_MBO("cme-mbo", View.FULL, CmeMboReader::new),

    /** {@link DbnReader}: the same as Databento stores it. */
    DATABENTO("databento", View.FULL, DbnReader::new),

    /** {@link LobsterReader}: a message file, without what rested before its first line. */
    LOBSTER("lobster", View.PARTIAL, LobsterReader::new);

    private static final Pattern DATABENTO_NAME = Pattern.compile(".*\\.dbn(\\.zst)?");
    private static final Pattern NUMBERS = Pattern.compile("-?\\d+(\\.\\d+)?(,-?\\d+(\\.\\d+)?)*");
    private static final int LOBSTER_MESSAGE_FIELDS = 6;
    private static final int LOBSTER_BOOK_FIELDS_PER_LEVEL = 4;

    private final String text;
    private final View view;
    private final Function<Path, OrderEventReader> opener;

    RecordingFormat(final String text, final View view, final Function<Path, OrderEventReader> opener) {
        this.text = text;
        this.view = view;
        this.opener = opener;
    }

    /**
     * The format that a file's name or first line says.
     *
     * @throws BadRecordException where it has none of them
     */
    public static RecordingFormat detect(final Path path) {
        if (DATABENTO_NAME.matcher(path.toString()).matches()) {
            return DATABENTO;
        }
        try (CsvLines lines = new CsvLines(path, false)) {
            final String first = lines.readLine();
            if (first == null) {
                throw lines.bad("the file is empty");
            }
            if (first.equals(CmeMboReader.HEADER)) {
                return CME_MBO;
            }
            final int fields = first.split(",", -1).length;
            final boolean numbers = NUMBERS.matcher(first).matches();
            if (numbers && fields == LOBSTER_MESSAGE_FIELDS) {
                return LOBSTER;
            }
            if (numbers && fields % LOBSTER_BOOK_FIELDS_PER_LEVEL == 0) {
                throw lines.bad("this looks like a LOBSTER order book file; name the message file that belongs to it");
            }
            throw lines.bad("no known recording: the first line is neither " + CmeMboReader.HEADER
                    + " (cme-mbo) nor time,type,order id,size,price,direction in numbers (lobster)");
        }
    }

    /** A reader of a file in this format, at its start. */
    public OrderEventReader open(final Path path) {
        return opener.apply(path);
    }

    /** How much of the exchange's book such a recording holds. */
    public View view() {
        return view;
    }

    /** The name that people use, as in {@code cme-mbo}. */
    @Override
    public String toString() {
        return text;
    }
}
