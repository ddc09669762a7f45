package io.strikebook.feeder.live;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** One request over REST on a connection of its own, and exactly one record of what came of it. Netty's thread only. */
final class NettyRequest extends SimpleChannelInboundHandler<FullHttpResponse> {
    private static final int NO_ANSWER = 0;

    /** An answer longer than the ring takes says as much as none that can be used. */
    private static final int ANSWER_TOO_LONG = 413;

    private final int session;
    private final int number;
    private final URI address;
    private final LiveSettings settings;
    private final NettyRingWriter writer;
    private boolean over;

    NettyRequest(
            final int session,
            final int number,
            final URI address,
            final LiveSettings settings,
            final NettyRingWriter writer) {
        this.session = session;
        this.number = number;
        this.address = address;
        this.settings = settings;
        this.writer = writer;
    }

    /** There is no answer. */
    void failed() {
        end(NO_ANSWER);
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext ctx) {
        ctx.pipeline()
                .addBefore(ctx.name(), null, new ReadTimeoutHandler(settings.answerTimeoutNs(), TimeUnit.NANOSECONDS))
                .addBefore(ctx.name(), null, new HttpClientCodec())
                .addBefore(ctx.name(), null, new HttpObjectAggregator(settings.maxMessageBytes()));
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx) {
        final DefaultFullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, pathAndQuery(), Unpooled.EMPTY_BUFFER);
        request.headers()
                .set(HttpHeaderNames.HOST, address.getRawAuthority())
                .set(HttpHeaderNames.ACCEPT, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.USER_AGENT, "strikebook")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext ctx, final FullHttpResponse response) {
        if (!over) {
            over = true;
            final int status = response.status().code();
            writer.write(
                    FrameRing.ANSWER,
                    session,
                    number,
                    status,
                    response.headers().getInt(HttpHeaderNames.RETRY_AFTER, 0),
                    response.content());
        }
        ctx.close();
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        failed();
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        end(cause instanceof io.netty.handler.codec.TooLongFrameException ? ANSWER_TOO_LONG : NO_ANSWER);
        ctx.close();
    }

    private void end(final int status) {
        if (!over) {
            over = true;
            writer.write(FrameRing.ANSWER, session, number, status);
        }
    }

    private String pathAndQuery() {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }
}
