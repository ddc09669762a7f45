package io.strikebook.feeder.live;

import io.strikebook.feeder.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A venue that says what a raw capture of it says. Whoever subscribes to a book again is given all that was said of it so far, from its
 * snapshot on; whoever connects again, all that was said so far.
 */
final class CapturedVenue implements FaultServer.Script {
    private static final int MESSAGES_PER_TURN = 20;

    /** A subscription to one book; the first one is to more. */
    private static final int LONGEST_RESUBSCRIPTION = 150;

    private static final Pattern SUBSCRIBES = Pattern.compile("[\"/]subscribe\"");

    final List<String> messages;
    volatile boolean atEnd;
    volatile int resubscriptions;
    private final List<String> answers;
    private final List<String> symbols;
    private final Function<String, String> bookOf;
    private final String begin;
    private final int dropped;
    private final int cutAt;
    private volatile FaultServer server;
    private FaultServer.Peer peer;
    private int next;
    private boolean playing;

    /**
     * A venue.
     *
     * @param symbols whose books may be subscribed to again
     * @param bookOf  what a message about the book of a symbol holds
     * @param begin   what the subscription holds after which the venue begins
     * @param dropped place of the message that is not said, or -1
     * @param cutAt   place before which the first connection breaks, or -1
     */
    CapturedVenue(
            final String capture,
            final List<String> answers,
            final List<String> symbols,
            final Function<String, String> bookOf,
            final String begin,
            final int dropped,
            final int cutAt) {
        messages = lines(capture).stream()
                .filter(line -> Character.isDigit(line.charAt(0)))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .toList();
        this.answers = answers;
        this.symbols = symbols;
        this.bookOf = bookOf;
        this.begin = begin;
        this.dropped = dropped;
        this.cutAt = cutAt;
    }

    static List<String> lines(final String capture) {
        final List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(TestData.find(capture))), StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.isEmpty()).forEach(lines::add);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    void playOn(final FaultServer newServer) {
        server = newServer;
    }

    @Override
    public FaultServer.Answer onGet(final String pathAndQuery) {
        for (final String answer : answers) {
            if (answer.contains(pathAndQuery.substring(0, pathAndQuery.indexOf('&')))) {
                return new FaultServer.Answer(200, 0, answer.substring(answer.indexOf(": ") + 2));
            }
        }
        return new FaultServer.Answer(404, 0, "");
    }

    @Override
    public void onText(final FaultServer.Peer from, final String text) {
        if (peer != from) {
            peer = from;
            playing = false;
        }
        if (!playing && text.contains(begin)) {
            playing = true;
            for (int i = 0; i < next; i++) {
                from.send(messages.get(i));
            }
            server.soon(() -> play(from));
        } else if (playing
                && text.length() < LONGEST_RESUBSCRIPTION
                && SUBSCRIBES.matcher(text).find()) {
            resubscribe(from, text);
        }
    }

    private void resubscribe(final FaultServer.Peer to, final String text) {
        for (final String symbol : symbols) {
            if (text.contains(symbol)) {
                resubscriptions++;
                for (int i = 0; i < next; i++) {
                    if (messages.get(i).contains(bookOf.apply(symbol))) {
                        to.send(messages.get(i));
                    }
                }
            }
        }
    }

    private void play(final FaultServer.Peer to) {
        for (int i = 0; i < MESSAGES_PER_TURN && peer == to && next < messages.size(); i++) {
            if (next == cutAt && to.number() == 1) {
                to.cut();
                return;
            }
            if (next != dropped) {
                to.send(messages.get(next));
            }
            next++;
        }
        if (next == messages.size()) {
            atEnd = true;
        } else if (peer == to) {
            server.soon(() -> play(to));
        }
    }
}
