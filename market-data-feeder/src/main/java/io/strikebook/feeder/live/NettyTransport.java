package io.strikebook.feeder.live;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.strikebook.schemas.InterruptionReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Connections over the JDK's own sockets and TLS, all on one thread, beside one that looks up the names of hosts, because that waits. Calls come
 * from the agent's thread and are handed on to Netty's.
 */
final class NettyTransport implements LiveTransport {
    private static final long CLOSE_TIMEOUT_MS = 2_000;

    private final LiveSettings settings;
    private final SslContext tls;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final NettyRingWriter writer;
    private final ExecutorService names = Executors.newSingleThreadExecutor(daemon("feeder-names"));

    /** Of the latest attempt of each session; Netty's thread only. */
    private final Map<Integer, NettyStream> streams = new HashMap<>();

    /**
     * Starts the threads.
     *
     * @param trusted certificates to trust beside none other, or null for those that the JDK trusts
     */
    NettyTransport(final LiveSettings settings, final Path trusted, final FrameRing ring, final EpochNanoClock clock) {
        this.settings = settings;
        tls = tls(trusted);
        group = new MultiThreadIoEventLoopGroup(1, daemon("feeder-io"), NioIoHandler.newFactory());
        loop = group.next();
        writer = new NettyRingWriter(ring, clock, loop);
    }

    @Override
    public void connect(final int session, final int attempt, final URI address) {
        final NettyStream stream = new NettyStream(session, attempt, address, settings, writer);
        loop.execute(() -> streams.put(session, stream));
        resolve(
                address,
                found -> open(found, address, stream, error -> stream.failed(reasonOf(error))),
                error -> stream.failed(InterruptionReason.NETWORK));
    }

    @Override
    public void send(final int session, final int attempt, final String text) {
        loop.execute(() -> {
            final NettyStream stream = streams.get(session);
            if (stream != null && stream.attempt() == attempt) {
                stream.send(new TextWebSocketFrame(text));
            }
        });
    }

    @Override
    public void disconnect(final int session, final int attempt) {
        loop.execute(() -> {
            final NettyStream stream = streams.get(session);
            if (stream != null && stream.attempt() == attempt) {
                streams.remove(session);
                stream.giveUp();
            }
        });
    }

    @Override
    public void get(final int session, final int request, final URI address) {
        final NettyRequest call = new NettyRequest(session, request, address, settings, writer);
        resolve(address, found -> open(found, address, call, error -> call.failed()), error -> call.failed());
    }

    /** How often reading stopped because the agent's thread was behind; any thread. */
    long pauses() {
        return writer.pauses();
    }

    @Override
    public void close() {
        names.shutdownNow();
        group.shutdownGracefully(0, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_TIMEOUT_MS);
    }

    static InterruptionReason reasonOf(final Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return InterruptionReason.TLS;
            }
        }
        return InterruptionReason.NETWORK;
    }

    /** Goes on on Netty's thread. */
    private void resolve(final URI address, final Consumer<InetAddress> found, final Consumer<Throwable> failed) {
        names.execute(() -> {
            try {
                final InetAddress host = InetAddress.getByName(address.getHost());
                loop.execute(() -> found.accept(host));
            } catch (final UnknownHostException e) {
                loop.execute(() -> failed.accept(e));
            }
        });
    }

    private void open(
            final InetAddress host, final URI address, final ChannelHandler last, final Consumer<Throwable> failed) {
        final boolean encrypted = isEncrypted(address);
        final int port = address.getPort() > 0 ? address.getPort() : encrypted ? 443 : 80;
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        TimeUnit.NANOSECONDS.toMillis(settings.connectTimeoutNs()))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(final SocketChannel channel) {
                        if (encrypted) {
                            channel.pipeline().addLast(tlsHandler(channel, address.getHost(), port));
                        }
                        channel.pipeline().addLast(last);
                    }
                })
                .connect(new InetSocketAddress(host, port))
                .addListener(future -> {
                    if (!future.isSuccess()) {
                        failed.accept(future.cause());
                    }
                });
    }

    private SslHandler tlsHandler(final Channel channel, final String host, final int port) {
        final SslHandler handler = tls.newHandler(channel.alloc(), host, port);
        handler.setHandshakeTimeout(settings.connectTimeoutNs(), TimeUnit.NANOSECONDS);
        return handler;
    }

    private static boolean isEncrypted(final URI address) {
        return address.getScheme().equals("wss") || address.getScheme().equals("https");
    }

    private static SslContext tls(final Path trusted) {
        try {
            final SslContextBuilder builder =
                    SslContextBuilder.forClient().sslProvider(SslProvider.JDK).endpointIdentificationAlgorithm("HTTPS");
            if (trusted != null) {
                builder.trustManager(trusted.toFile());
            }
            return builder.build();
        } catch (final SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    trusted == null ? "TLS cannot be used: " + e : "no certificates in " + trusted + ": " + e, e);
        }
    }

    private static ThreadFactory daemon(final String name) {
        return task -> {
            final Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
