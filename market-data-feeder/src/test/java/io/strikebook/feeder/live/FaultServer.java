package io.strikebook.feeder.live;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket and REST server on this machine that does what its script says. The script runs on the server's one thread. */
final class FaultServer implements AutoCloseable {
    static final String STREAM_PATH = "/stream";

    /** So that a reader who is slow is noticed soon. */
    private static final int SEND_BYTES = 64 * 1024;

    /** What the venue does. */
    interface Script {
        /** A stream was opened; the first is number 1. */
        default void onOpen(final Peer peer) {}

        /** A text was received. */
        default void onText(final Peer peer, final String text) {}

        /** A request over REST: an answer, or null for none ever. */
        default Answer onGet(final String pathAndQuery) {
            return new Answer(404, 0, "");
        }
    }

    record Answer(int status, int retryAfterS, String text) {}

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger pongs = new AtomicInteger();
    private final Script script;
    private final SslContext tls;
    private final Channel channel;

    FaultServer(final Script script) {
        this(script, null);
    }

    FaultServer(final Script script, final SslContext tls) {
        this.script = script;
        this.tls = tls;
        channel = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BYTES)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(final SocketChannel accepted) {
                        if (tls != null) {
                            accepted.pipeline().addLast(tls.newHandler(accepted.alloc()));
                        }
                        accepted.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536), new Peer());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    URI stream() {
        return URI.create((tls == null ? "ws" : "wss") + "://localhost:" + port() + STREAM_PATH);
    }

    URI rest() {
        return URI.create((tls == null ? "http" : "https") + "://localhost:" + port());
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Pongs that answered pings. */
    int pongs() {
        return pongs.get();
    }

    /** Goes on on the server's thread, after what came in meanwhile. */
    void soon(final Runnable task) {
        group.schedule(task, 100, TimeUnit.MICROSECONDS);
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** One connection, of either kind; the server's thread only. */
    final class Peer extends SimpleChannelInboundHandler<Object> {
        private ChannelHandlerContext context;
        private WebSocketServerHandshaker handshaker;
        private int number;

        int number() {
            return number;
        }

        boolean isOpen() {
            return context.channel().isActive();
        }

        /** Whether the other end takes what is sent, and not only the buffers between. */
        boolean isWritable() {
            return context.channel().isWritable();
        }

        void send(final String text) {
            context.writeAndFlush(new TextWebSocketFrame(text));
        }

        /** In frames of so many characters. */
        void sendFragments(final String text, final int length) {
            for (int from = 0; from < text.length(); from += length) {
                final int to = Math.min(text.length(), from + length);
                final boolean last = to == text.length();
                final var content = Unpooled.copiedBuffer(text.substring(from, to), StandardCharsets.UTF_8);
                context.write(
                        from == 0
                                ? new TextWebSocketFrame(last, 0, content)
                                : new ContinuationWebSocketFrame(last, 0, content));
            }
            context.flush();
        }

        void ping() {
            context.writeAndFlush(new PingWebSocketFrame(Unpooled.copiedBuffer("p", StandardCharsets.US_ASCII)));
        }

        /** Bytes that are no frame. */
        void sendNonsense() {
            context.pipeline()
                    .firstContext()
                    .writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) 0xFF, (byte) 0xFF, 0, 1, 2, 3}));
        }

        /** Without a word of farewell. */
        void cut() {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }

        @Override
        public void handlerAdded(final ChannelHandlerContext ctx) {
            context = ctx;
        }

        @Override
        protected void channelRead0(final ChannelHandlerContext ctx, final Object message) {
            if (message instanceof FullHttpRequest request) {
                if (request.uri().startsWith(STREAM_PATH)) {
                    open(request);
                } else {
                    answer(request);
                }
            } else if (message instanceof TextWebSocketFrame text) {
                script.onText(this, text.text());
            } else if (message instanceof PongWebSocketFrame) {
                pongs.incrementAndGet();
            } else if (message instanceof WebSocketFrame) {
                ctx.close();
            }
        }

        private void open(final FullHttpRequest request) {
            if (!"websocket"
                    .equals(String.valueOf(request.headers().get(HttpHeaderNames.UPGRADE))
                            .toLowerCase(Locale.ROOT))) {
                context.close();
                return;
            }
            handshaker = new WebSocketServerHandshakerFactory(STREAM_PATH, null, false).newHandshaker(request);
            number = opened.incrementAndGet();
            handshaker.handshake(context.channel(), request).addListener(done -> script.onOpen(this));
        }

        private void answer(final FullHttpRequest request) {
            final Answer answer = script.onGet(request.uri());
            if (answer == null) {
                return;
            }
            final DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(answer.status),
                    Unpooled.copiedBuffer(answer.text, StandardCharsets.UTF_8));
            response.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
            if (answer.retryAfterS > 0) {
                response.headers().set(HttpHeaderNames.RETRY_AFTER, answer.retryAfterS);
            }
            context.writeAndFlush(response);
        }

        @Override
        public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
            ctx.close();
        }
    }
}
