package io.strikebook.feeder.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import io.strikebook.schemas.InterruptionReason;
import java.net.URI;

/**
 * One attempt to hold a WebSocket: handshake, messages into the ring, pings answered, and exactly one record that it is over, unless it was given up.
 * No compression is offered. Netty's thread only.
 */
final class NettyStream extends ChannelInboundHandlerAdapter {
    private static final int HANDSHAKE_BYTES = 16 * 1024;

    private final int session;
    private final int attempt;
    private final NettyRingWriter writer;
    private final int maxMessageBytes;
    private final WebSocketClientHandshaker handshaker;
    private ChannelHandlerContext context;
    private boolean open;
    private boolean over;

    NettyStream(
            final int session,
            final int attempt,
            final URI address,
            final LiveSettings settings,
            final NettyRingWriter writer) {
        this.session = session;
        this.attempt = attempt;
        this.writer = writer;
        maxMessageBytes = settings.maxMessageBytes();
        handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                address, WebSocketVersion.V13, null, false, new DefaultHttpHeaders(), maxMessageBytes);
    }

    int attempt() {
        return attempt;
    }

    /** It could not be opened, or has ended; said once. */
    void failed(final InterruptionReason reason) {
        if (!over) {
            over = true;
            writer.write(FrameRing.INTERRUPTED, session, attempt, reason.value());
        }
        close();
    }

    /** Ends without a word. */
    void giveUp() {
        over = true;
        close();
    }

    void send(final WebSocketFrame frame) {
        if (open && !over) {
            context.writeAndFlush(frame);
        } else {
            frame.release();
        }
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext ctx) {
        context = ctx;
        ctx.pipeline()
                .addBefore(ctx.name(), null, new HttpClientCodec())
                .addBefore(ctx.name(), null, new HttpObjectAggregator(HANDSHAKE_BYTES));
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx) {
        if (over) {
            ctx.close();
        } else {
            handshaker.handshake(ctx.channel());
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        writer.remove(ctx.channel());
        failed(open ? InterruptionReason.CLOSED_BY_VENUE : InterruptionReason.NETWORK);
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object message) {
        try {
            if (message instanceof WebSocketFrame frame) {
                onFrame(ctx, frame);
            } else if (message instanceof FullHttpResponse response && !open) {
                onHandshake(ctx, response);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        if (open && cause instanceof TooLongFrameException && !(cause instanceof CorruptedWebSocketFrameException)) {
            writer.write(FrameRing.TOO_LONG, session, attempt, 0);
        } else if (cause instanceof WebSocketHandshakeException) {
            failed(InterruptionReason.HANDSHAKE_REFUSED);
        } else if (open && cause instanceof io.netty.handler.codec.DecoderException) {
            final InterruptionReason reason = NettyTransport.reasonOf(cause);
            failed(reason == InterruptionReason.TLS ? reason : InterruptionReason.MALFORMED_STREAM);
        } else {
            failed(NettyTransport.reasonOf(cause));
        }
    }

    private void onHandshake(final ChannelHandlerContext ctx, final FullHttpResponse response) {
        handshaker.finishHandshake(ctx.channel(), response);
        ctx.pipeline().addBefore(ctx.name(), null, new WebSocketFrameAggregator(maxMessageBytes));
        open = true;
        writer.add(ctx.channel());
        writer.write(FrameRing.CONNECTED, session, attempt, 0);
    }

    private void onFrame(final ChannelHandlerContext ctx, final WebSocketFrame frame) {
        if (over) {
            return;
        }
        final ByteBuf content = frame.content();
        if (frame instanceof TextWebSocketFrame) {
            writer.write(FrameRing.TEXT, session, attempt, 0, 0, content);
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(content.retain()));
            writer.write(FrameRing.HEARD, session, attempt, 0);
        } else if (frame instanceof CloseWebSocketFrame) {
            failed(InterruptionReason.CLOSED_BY_VENUE);
        } else {
            writer.write(FrameRing.HEARD, session, attempt, 0);
        }
    }

    private void close() {
        if (context != null) {
            writer.remove(context.channel());
            context.close();
        }
    }
}
