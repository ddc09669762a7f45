package io.strikebook.system;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server of WebSocket and REST on this machine, of the JDK alone, which speaks to processes that are killed and started again: each connection
 * is given the script's messages, one every two milliseconds, from its first subscription on.
 */
final class MadeVenue implements AutoCloseable {
    private static final String UPGRADE_KEY = "sec-websocket-key: ";
    private static final String UUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    /** What the venue says; by one thread at a time. */
    interface Script {
        /** The answer to a request over REST. */
        String onGet(String pathAndQuery);

        /** What is answered to a text. */
        List<String> onText(String text);

        /** What happens next. */
        String next();
    }

    private final ServerSocket server;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    MadeVenue(final Script script) {
        this.script = script;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        thread("made-venue", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (final Socket socket : open) {
                socket.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(final String name, final Runnable body) {
        final Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                final Socket socket = server.accept();
                open.add(socket);
                thread("made-venue-peer", () -> serve(socket));
            }
        } catch (final IOException e) {
            // closed
        }
    }

    /** Ends with the connection, also where the process at its other end was killed. */
    private void serve(final Socket socket) {
        try (socket) {
            final DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            final OutputStream out = socket.getOutputStream();
            final String request = line(in);
            String key = null;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.regionMatches(true, 0, UPGRADE_KEY, 0, UPGRADE_KEY.length())) {
                    key = header.substring(UPGRADE_KEY.length());
                }
            }
            if (key == null) {
                answer(out, request.split(" ")[1]);
            } else {
                write(
                        out,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accepted(key) + "\r\n\r\n");
                speak(in, out);
            }
        } catch (final IOException e) {
            // gone
        } finally {
            open.remove(socket);
        }
    }

    private void answer(final OutputStream out, final String pathAndQuery) throws IOException {
        final String text;
        synchronized (script) {
            text = script.onGet(pathAndQuery);
        }
        write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\nConnection: close\r\n\r\n" + text);
    }

    private void speak(final DataInputStream in, final OutputStream out) throws IOException {
        boolean subscribed = false;
        for (String text = text(in); text != null; text = text(in)) {
            synchronized (script) {
                for (final String answer : script.onText(text)) {
                    send(out, answer);
                }
            }
            if (!subscribed) {
                subscribed = true;
                thread("made-venue-stream", () -> play(out));
            }
        }
    }

    private void play(final OutputStream out) {
        try {
            while (true) {
                synchronized (script) {
                    send(out, script.next());
                }
                LockSupport.parkNanos(PAUSE_NS);
            }
        } catch (final IOException e) {
            // gone
        }
    }

    /** A frame without a mask; by one thread at a time. */
    private static void send(final OutputStream out, final String text) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final byte[] frame = new byte[bytes.length + 4];
        frame[0] = (byte) (0x80 | TEXT);
        frame[1] = 126;
        frame[2] = (byte) (bytes.length >>> 8);
        frame[3] = (byte) bytes.length;
        System.arraycopy(bytes, 0, frame, 4, bytes.length);
        out.write(frame);
        out.flush();
    }

    /** The next text, or null at the end; what else comes is passed over. */
    private static String text(final DataInputStream in) throws IOException {
        while (true) {
            final int kind = in.readUnsignedByte() & 0xF;
            final int shortLength = in.readUnsignedByte() & 0x7F;
            final int length = shortLength < 126
                    ? shortLength
                    : shortLength == 126 ? in.readUnsignedShort() : Math.toIntExact(in.readLong());
            final byte[] mask = in.readNBytes(4);
            final byte[] bytes = in.readNBytes(length);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= mask[i % 4];
            }
            if (kind == TEXT) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
            if (kind == CLOSE) {
                return null;
            }
        }
    }

    private static String accepted(final String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + UUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(final OutputStream out, final String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String line(final DataInputStream in) throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("ended within a line");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
