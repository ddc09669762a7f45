package io.strikebook.feeder.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.strikebook.schemas.InterruptionReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may go wrong with a connection whatever is said over it. */
class ConnectionFaultsTest {
    private static final int MAX_MESSAGE = 1 << 14;
    private static final LiveSettings SETTINGS = LiveRig.settings(MAX_MESSAGE, 1 << 20);

    @TempDir
    private Path folder;

    private final HeardTexts rules = new HeardTexts();

    @Test
    void fragmentsAreOneMessageAndWhatIsTooLongIsRefused() {
        final String most = "x".repeat(MAX_MESSAGE);
        try (FaultServer server = new FaultServer(new FaultServer.Script() {
                    @Override
                    public void onText(final FaultServer.Peer peer, final String text) {
                        peer.sendFragments("in seven pieces, said one after the other", 6);
                        peer.sendFragments(most, 1_000);
                        peer.sendFragments(most + "y", 1_000);
                        peer.send("!");
                        peer.send("last");
                    }
                });
                LiveRig rig = rig(SETTINGS, null, server.stream(), server.rest())) {
            rig.until("the last message", () -> rules.heard.contains("last"));
            assertThat(rules.heard)
                    .containsExactly(
                            "in seven pieces, said one after the other",
                            most,
                            "refused TOO_LONG 3",
                            "refused MALFORMED 4",
                            "last");
            assertThat(rig.log).hasSize(2).allMatch(line -> line.startsWith("PLAIN connection 1.1:"));
            assertThat(rig.errors.badLines()).isEqualTo(2);
        }
    }

    @Test
    void aFrameThatIsTooLongOrNoneEndsTheConnection() {
        try (FaultServer server = new FaultServer(new FaultServer.Script() {
                    @Override
                    public void onText(final FaultServer.Peer peer, final String text) {
                        switch (peer.number()) {
                            case 1 -> peer.send("x".repeat(MAX_MESSAGE + 1));
                            case 2 -> peer.sendNonsense();
                            default -> peer.send("well");
                        }
                    }
                });
                LiveRig rig = rig(SETTINGS, null, server.stream(), server.rest())) {
            rig.until("the message", () -> rules.heard.contains("well"));
            assertThat(rules.heard).containsExactly("interrupted", "interrupted", "well");
            assertThat(rig.published.interruptions)
                    .containsExactly(
                            InterruptionReason.FEEDER_STARTED,
                            InterruptionReason.MALFORMED_STREAM,
                            InterruptionReason.MALFORMED_STREAM);
        }
    }

    @Test
    void pingsAreAnsweredAndCountAsSignsOfLife() {
        try (FaultServer server = new FaultServer(new FaultServer.Script() {
                    @Override
                    public void onOpen(final FaultServer.Peer peer) {
                        peer.ping();
                        peer.ping();
                    }
                });
                LiveRig rig = rig(SETTINGS, null, server.stream(), server.rest())) {
            rig.until("pongs", () -> server.pongs() == 2);
            assertThat(rig.counts().interruptions).isZero();
        }
    }

    @Test
    void aVenueThatIsNotThereIsTriedAgain() throws IOException {
        final int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        final URI nobody = URI.create("ws://localhost:" + closedPort + "/stream");
        try (LiveRig rig = rig(SETTINGS, null, nobody, nobody)) {
            rig.until("attempts", () -> rig.counts().failedAttempts >= 3);
            assertThat(rig.published.interruptions.subList(1, 4)).containsOnly(InterruptionReason.NETWORK);
            assertThat(rules.heard)
                    .as("nothing was connected, so nothing was interrupted")
                    .isEmpty();
            assertThat(rig.log.get(0)).isEqualTo("PLAIN connection 1 could not be made: NETWORK");
        }
    }

    @Test
    void aServerThatKnowsNoWebSocketThereIsTriedAgain() {
        try (FaultServer server = new FaultServer(new FaultServer.Script() {});
                LiveRig rig = rig(SETTINGS, null, server.stream().resolve("/elsewhere"), server.rest())) {
            rig.until("attempts", () -> rig.counts().failedAttempts >= 2);
            assertThat(rig.published.interruptions.get(1)).isEqualTo(InterruptionReason.HANDSHAKE_REFUSED);
        }
    }

    @Test
    void requestsAreAnsweredOrMadeAgain() {
        final AtomicInteger asked = new AtomicInteger();
        final LiveSettings impatient = new LiveSettings(
                LiveRig.ms(20_000),
                LiveRig.ms(20_000),
                LiveRig.ms(1),
                LiveRig.ms(20),
                LiveRig.ms(500),
                MAX_MESSAGE,
                1 << 20);
        try (FaultServer server = new FaultServer(new FaultServer.Script() {
                    @Override
                    public FaultServer.Answer onGet(final String pathAndQuery) {
                        return switch (asked.incrementAndGet()) {
                            case 1 -> null;
                            case 2 -> new FaultServer.Answer(503, 0, "");
                            case 3 -> new FaultServer.Answer(200, 0, "x".repeat(MAX_MESSAGE + 1));
                            default -> new FaultServer.Answer(200, 0, pathAndQuery);
                        };
                    }
                });
                LiveRig rig = rig(impatient, null, server.stream(), server.rest())) {
            rig.until("the connection", () -> rig.published.connected > 0);
            rig.snapshot("X Y".replace(' ', '_'));
            rig.until("the answer", () -> !rules.heard.isEmpty());
            assertThat(rules.heard).containsExactly("/depth?symbol=X_Y -> /depth?symbol=X_Y");
            assertThat(rig.counts().failedRequests).isEqualTo(3);
        }
    }

    @Test
    void aCertificateIsTrustedOrTheConnectionRefused() throws Exception {
        final Certificate good = Certificate.make(folder.resolve("good"), "localhost");
        final Certificate foreign = Certificate.make(folder.resolve("foreign"), "localhost");
        final Certificate otherHost = Certificate.make(folder.resolve("other"), "venue.test");
        try (FaultServer server = greeting(good.serverContext());
                LiveRig rig = rig(SETTINGS, good.certificate(), server.stream(), server.rest())) {
            rig.until("the greeting", () -> rules.heard.contains("hello"));
            assertThat(server.stream()).hasScheme("wss");
            rig.snapshot("X");
            rig.until("the answer", () -> rules.heard.contains("/depth?symbol=X -> secret"));
        }
        assertTlsRefused(good.serverContext(), foreign.certificate());
        assertTlsRefused(good.serverContext(), null);
        assertTlsRefused(otherHost.serverContext(), otherHost.certificate());
        final Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        assertThatThrownBy(() -> rig(SETTINGS, text, SteppedVenue.STREAM, SteppedVenue.REST))
                .hasMessageStartingWith("no certificates in " + text);
    }

    private void assertTlsRefused(final SslContext server, final Path trusted) {
        try (FaultServer refused = greeting(server);
                LiveRig rig = rig(SETTINGS, trusted, refused.stream(), refused.rest())) {
            rig.until("attempts", () -> rig.counts().failedAttempts >= 2);
            assertThat(rig.published.interruptions.get(1)).isEqualTo(InterruptionReason.TLS);
            assertThat(rig.counts().messages).isZero();
        }
    }

    private static FaultServer greeting(final SslContext tls) {
        return new FaultServer(
                new FaultServer.Script() {
                    @Override
                    public void onOpen(final FaultServer.Peer peer) {
                        peer.send("hello");
                    }

                    @Override
                    public FaultServer.Answer onGet(final String pathAndQuery) {
                        return new FaultServer.Answer(200, 0, "secret");
                    }
                },
                tls);
    }

    private LiveRig rig(final LiveSettings settings, final Path trusted, final URI stream, final URI rest) {
        final VenueProtocol protocol = new PlainProtocol() {
            @Override
            public URI stream() {
                return stream;
            }

            @Override
            public URI rest() {
                return rest;
            }
        };
        return new LiveRig(settings, trusted, protocol, (context, requests) -> rules);
    }

    /** A key and its certificate, made by the JDK's own tool. */
    private record Certificate(Path certificate, Path key, SslContext serverContext) {
        private static final String PASSWORD = "changeit";

        static Certificate make(final Path folder, final String host) throws Exception {
            Files.createDirectories(folder);
            final Path store = folder.resolve("store.p12");
            final Path certificate = folder.resolve("certificate.pem");
            keytool(
                    "-genkeypair",
                    "-alias",
                    "venue",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=" + host,
                    "-ext",
                    "SAN=dns:" + host,
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD);
            keytool(
                    "-exportcert",
                    "-rfc",
                    "-alias",
                    "venue",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD,
                    "-file",
                    certificate.toString());
            final java.security.KeyStore keys = java.security.KeyStore.getInstance("PKCS12");
            try (var input = Files.newInputStream(store)) {
                keys.load(input, PASSWORD.toCharArray());
            }
            final var managers = javax.net.ssl.KeyManagerFactory.getInstance("PKIX");
            managers.init(keys, PASSWORD.toCharArray());
            return new Certificate(
                    certificate, store, SslContextBuilder.forServer(managers).build());
        }

        private static void keytool(final String... arguments) throws Exception {
            final List<String> command = new java.util.ArrayList<>(List.of(arguments));
            command.add(
                    0,
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            final Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            final String output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor()).as(output).isZero();
        }
    }
}
