package io.strikebook.runner;

import io.strikebook.common.instrument.InstrumentTerms;
import io.strikebook.common.instrument.TermsCodec;
import io.strikebook.schemas.AllocationRule;
import io.strikebook.schemas.BlockTradeEncoder;
import io.strikebook.schemas.CancelByLabelEncoder;
import io.strikebook.schemas.CancelOnDisconnect;
import io.strikebook.schemas.CancelOrderEncoder;
import io.strikebook.schemas.CancelQuotesEncoder;
import io.strikebook.schemas.ContractStyle;
import io.strikebook.schemas.CreateAccountEncoder;
import io.strikebook.schemas.Currency;
import io.strikebook.schemas.DepositEncoder;
import io.strikebook.schemas.FillCondition;
import io.strikebook.schemas.InstrumentKind;
import io.strikebook.schemas.InstrumentPhase;
import io.strikebook.schemas.LinkKind;
import io.strikebook.schemas.ListComboEncoder;
import io.strikebook.schemas.ListInstrumentEncoder;
import io.strikebook.schemas.MarketMode;
import io.strikebook.schemas.MassCancelEncoder;
import io.strikebook.schemas.MassQuoteEncoder;
import io.strikebook.schemas.NewDetailedOrderEncoder;
import io.strikebook.schemas.NewLinkedOrdersEncoder;
import io.strikebook.schemas.NewOrderEncoder;
import io.strikebook.schemas.NewTriggerOrderEncoder;
import io.strikebook.schemas.OptionType;
import io.strikebook.schemas.OrderType;
import io.strikebook.schemas.ReplaceOrderEncoder;
import io.strikebook.schemas.ReplaceTriggerOrderEncoder;
import io.strikebook.schemas.ResetMarketMakerProtectionEncoder;
import io.strikebook.schemas.ScheduleOpeningEncoder;
import io.strikebook.schemas.SelfTradePrevention;
import io.strikebook.schemas.SetAccountLimitsEncoder;
import io.strikebook.schemas.SetAllocationEncoder;
import io.strikebook.schemas.SetCancelOnDisconnectEncoder;
import io.strikebook.schemas.SetIndexSourceEncoder;
import io.strikebook.schemas.SetInstrumentPhaseEncoder;
import io.strikebook.schemas.SetKillSwitchEncoder;
import io.strikebook.schemas.SetMarketMakerProtectionEncoder;
import io.strikebook.schemas.SetMarketModeEncoder;
import io.strikebook.schemas.SetScenarioSetEncoder;
import io.strikebook.schemas.SetSelfTradePreventionEncoder;
import io.strikebook.schemas.SetVolatilityBandEncoder;
import io.strikebook.schemas.Side;
import io.strikebook.schemas.TimeInForce;
import io.strikebook.schemas.TriggerKind;
import io.strikebook.schemas.TriggerReference;
import io.strikebook.schemas.WithdrawEncoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.agrona.concurrent.UnsafeBuffer;

/** A request of every template that {@link RequestVenue} takes. */
final class RequestSamples {
    static final int CALL = 1;
    static final int PERPETUAL = 2;
    static final int HIGHER_CALL = 3;
    static final int COMBO = 4;
    static final int ACCOUNT = 1;
    static final int COUNTERPARTY = 2;

    /** Client ids of orders that are there already: one that rests, one that waits. */
    static final long RESTING = 11;

    static final long WAITING = 12;
    static final String LABEL = "there";
    static final int GROUP = 1;
    private static final long NEW_ID = 77;
    private static final long PRICE_E8 = RequestVenue.INDEX_E8 - 20_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int ROOM = 1_024;

    private final Map<Integer, Sample> samples = new HashMap<>();

    /**
     * A request that is accepted.
     *
     * @param operator whether only operators may send it, and so an operator does
     * @param entries  of its repeating group
     */
    record Sample(boolean operator, byte[] body, int entries) {}

    RequestSamples() {
        orders();
        cancels();
        waiting();
        quotes();
        settings();
        accounts();
        ControlSamples.addTo(this);
        instruments();
        combinations();
    }

    /** The request of a template, or null where there is none. */
    Sample of(final int template) {
        return samples.get(template);
    }

    private void add(
            final boolean operator, final int template, final int entries, final ToIntFunction<UnsafeBuffer> encoder) {
        final byte[] bytes = new byte[ROOM];
        final int length = encoder.applyAsInt(new UnsafeBuffer(bytes));
        samples.put(template, new Sample(operator, Arrays.copyOf(bytes, length), entries));
    }

    private void client(final int template, final ToIntFunction<UnsafeBuffer> encoder) {
        add(false, template, 0, encoder);
    }

    void operator(final int template, final ToIntFunction<UnsafeBuffer> encoder) {
        add(true, template, 0, encoder);
    }

    private void orders() {
        client(NewOrderEncoder.TEMPLATE_ID, buffer -> plain(buffer, NEW_ID));
        client(NewDetailedOrderEncoder.TEMPLATE_ID, buffer -> detailed(buffer, NEW_ID));
        client(
                ReplaceOrderEncoder.TEMPLATE_ID,
                buffer -> new ReplaceOrderEncoder()
                        .wrap(buffer, 0)
                        .clientOrderId(RESTING)
                        .priceE8(PRICE_E8)
                        .quantityLots(20)
                        .accountId(ACCOUNT)
                        .instrumentId(PERPETUAL)
                        .encodedLength());
    }

    /** A limit order of the perpetual; the other two begin with its block. */
    private static int plain(final UnsafeBuffer buffer, final long clientOrderId) {
        return new NewOrderEncoder()
                .wrap(buffer, 0)
                .clientOrderId(clientOrderId)
                .priceE8(PRICE_E8)
                .quantityLots(10)
                .accountId(ACCOUNT)
                .instrumentId(PERPETUAL)
                .side(Side.BUY)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                .encodedLength();
    }

    /** An iceberg with everything that an order can have. */
    static int detailed(final UnsafeBuffer buffer, final long clientOrderId) {
        plain(buffer, clientOrderId);
        return new NewDetailedOrderEncoder()
                .wrap(buffer, 0)
                .timeInForce(TimeInForce.GOOD_TIL_DATE)
                .displayLots(5)
                .expireNs(RequestVenue.START_NS + 2 * HOUR_NS)
                .validUntilNs(RequestVenue.START_NS + HOUR_NS)
                .label(LABEL)
                .encodedLength();
    }

    /** A stop far above the market. */
    static int stop(final UnsafeBuffer buffer, final long clientOrderId) {
        plain(buffer, clientOrderId);
        return new NewTriggerOrderEncoder()
                .wrap(buffer, 0)
                .validUntilNs(RequestVenue.START_NS + HOUR_NS)
                .label(LABEL)
                .triggerPriceE8(2 * RequestVenue.INDEX_E8)
                .triggerKind(TriggerKind.STOP)
                .triggerReference(TriggerReference.MARK)
                .encodedLength();
    }

    private void cancels() {
        client(
                CancelOrderEncoder.TEMPLATE_ID,
                buffer -> new CancelOrderEncoder()
                        .wrap(buffer, 0)
                        .clientOrderId(RESTING)
                        .accountId(ACCOUNT)
                        .instrumentId(PERPETUAL)
                        .encodedLength());
        client(
                MassCancelEncoder.TEMPLATE_ID,
                buffer -> new MassCancelEncoder()
                        .wrap(buffer, 0)
                        .accountId(ACCOUNT)
                        .instrumentId(PERPETUAL)
                        .orderSourceId(RequestVenue.CLIENT)
                        .side(Side.BUY.value())
                        .kind(InstrumentKind.PERPETUAL.value())
                        .settlementCurrency(Currency.BTC.value())
                        .encodedLength());
        client(
                CancelByLabelEncoder.TEMPLATE_ID,
                buffer -> new CancelByLabelEncoder()
                        .wrap(buffer, 0)
                        .accountId(ACCOUNT)
                        .instrumentId(PERPETUAL)
                        .label(LABEL)
                        .encodedLength());
    }

    private void waiting() {
        client(NewTriggerOrderEncoder.TEMPLATE_ID, buffer -> stop(buffer, NEW_ID));
        client(
                ReplaceTriggerOrderEncoder.TEMPLATE_ID,
                buffer -> new ReplaceTriggerOrderEncoder()
                        .wrap(buffer, 0)
                        .clientOrderId(WAITING)
                        .priceE8(PRICE_E8)
                        .quantityLots(20)
                        .accountId(ACCOUNT)
                        .instrumentId(PERPETUAL)
                        .triggerPriceE8(3 * RequestVenue.INDEX_E8)
                        .encodedLength());
        add(false, NewLinkedOrdersEncoder.TEMPLATE_ID, 3, RequestSamples::linked);
    }

    private static int linked(final UnsafeBuffer buffer) {
        final NewLinkedOrdersEncoder encoder = new NewLinkedOrdersEncoder()
                .wrap(buffer, 0)
                .validUntilNs(RequestVenue.START_NS + HOUR_NS)
                .accountId(ACCOUNT)
                .underlyingId(1)
                .linkKind(LinkKind.ONE_TRIGGERS_ONE_CANCELS_OTHER)
                .fillCondition(FillCondition.INCREMENTAL)
                .label(LABEL);
        final NewLinkedOrdersEncoder.PartsEncoder parts = encoder.partsCount(3);
        for (int part = 0; part < 3; part++) {
            parts.next()
                    .clientOrderId(NEW_ID + part)
                    .priceE8(PRICE_E8)
                    .quantityLots(10)
                    .instrumentId(PERPETUAL)
                    .side(Side.BUY)
                    .orderType(OrderType.LIMIT)
                    .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                    .triggerPriceE8(part == 2 ? 2 * RequestVenue.INDEX_E8 : 0)
                    .triggerKind(part == 2 ? TriggerKind.STOP.value() : (short) 0)
                    .triggerReference(part == 2 ? TriggerReference.MARK.value() : (short) 0);
        }
        return encoder.encodedLength();
    }

    private void quotes() {
        add(false, MassQuoteEncoder.TEMPLATE_ID, 2, buffer -> quote(buffer, 2));
        client(
                CancelQuotesEncoder.TEMPLATE_ID,
                buffer -> new CancelQuotesEncoder()
                        .wrap(buffer, 0)
                        .quoteSetId(5)
                        .accountId(ACCOUNT)
                        .underlyingId(1)
                        .instrumentId(PERPETUAL)
                        .mmpGroup((short) GROUP)
                        .encodedLength());
        client(
                SetMarketMakerProtectionEncoder.TEMPLATE_ID,
                buffer -> limits(buffer).encodedLength());
        client(
                ResetMarketMakerProtectionEncoder.TEMPLATE_ID,
                buffer -> new ResetMarketMakerProtectionEncoder()
                        .wrap(buffer, 0)
                        .accountId(ACCOUNT)
                        .underlyingId(1)
                        .mmpGroup((short) GROUP)
                        .encodedLength());
    }

    /** Quotes for the perpetual, as often as entries are wanted: the last counts. */
    static int quote(final UnsafeBuffer buffer, final int count) {
        final MassQuoteEncoder encoder = new MassQuoteEncoder()
                .wrap(buffer, 0)
                .quoteSetId(5)
                .validUntilNs(RequestVenue.START_NS + HOUR_NS)
                .accountId(ACCOUNT)
                .underlyingId(1)
                .mmpGroup((short) GROUP);
        final MassQuoteEncoder.EntriesEncoder entries = encoder.entriesCount(count);
        for (int entry = 0; entry < count; entry++) {
            entries.next()
                    .bidPriceE8(PRICE_E8)
                    .bidLots(1_000)
                    .askPriceE8(RequestVenue.INDEX_E8 + 20_000_000_000L)
                    .askLots(1_000)
                    .instrumentId(PERPETUAL);
        }
        return encoder.encodedLength();
    }

    static SetMarketMakerProtectionEncoder limits(final UnsafeBuffer buffer) {
        return new SetMarketMakerProtectionEncoder()
                .wrap(buffer, 0)
                .intervalNs(1_000_000_000L)
                .frozenNs(1_000_000_000L)
                .quantityLimitE8(100_000_000L)
                .deltaLimitE8(100_000_000L)
                .vegaLimitE8(100_000_000L)
                .maxQuoteQuantityE8(1_000_000_000L)
                .accountId(ACCOUNT)
                .underlyingId(1)
                .mmpGroup((short) GROUP)
                .currency(Currency.BTC);
    }

    private void settings() {
        client(
                SetSelfTradePreventionEncoder.TEMPLATE_ID,
                buffer -> new SetSelfTradePreventionEncoder()
                        .wrap(buffer, 0)
                        .accountId(ACCOUNT)
                        .groupId(3)
                        .mode(SelfTradePrevention.CANCEL_TAKER)
                        .encodedLength());
        client(
                SetCancelOnDisconnectEncoder.TEMPLATE_ID,
                buffer -> new SetCancelOnDisconnectEncoder()
                        .wrap(buffer, 0)
                        .accountId(ACCOUNT)
                        .scope(CancelOnDisconnect.SESSION)
                        .encodedLength());
        operator(
                SetAllocationEncoder.TEMPLATE_ID,
                buffer -> new SetAllocationEncoder()
                        .wrap(buffer, 0)
                        .instrumentId(PERPETUAL)
                        .rule(AllocationRule.PRO_RATA)
                        .topOrderPercent((short) 40)
                        .encodedLength());
    }

    private void accounts() {
        operator(CreateAccountEncoder.TEMPLATE_ID, buffer -> account(buffer, 3));
        operator(DepositEncoder.TEMPLATE_ID, buffer -> deposit(buffer, ACCOUNT));
        operator(
                WithdrawEncoder.TEMPLATE_ID,
                buffer -> new WithdrawEncoder()
                        .wrap(buffer, 0)
                        .amount(1_000)
                        .accountId(ACCOUNT)
                        .currency(Currency.BTC)
                        .encodedLength());
        operator(
                SetAccountLimitsEncoder.TEMPLATE_ID,
                buffer -> new SetAccountLimitsEncoder()
                        .wrap(buffer, 0)
                        .accountId(ACCOUNT)
                        .maxOpenOrders(100)
                        .maxOrderLots(1_000)
                        .encodedLength());
        operator(
                SetKillSwitchEncoder.TEMPLATE_ID,
                buffer -> new SetKillSwitchEncoder()
                        .wrap(buffer, 0)
                        .accountId(ACCOUNT)
                        .on((short) 1)
                        .encodedLength());
        operator(SetScenarioSetEncoder.TEMPLATE_ID, buffer -> ScenarioSender.body(buffer, 20_000_000));
        operator(
                SetIndexSourceEncoder.TEMPLATE_ID,
                buffer -> new SetIndexSourceEncoder()
                        .wrap(buffer, 0)
                        .venue("deribit")
                        .underlyingId(1)
                        .weight(50)
                        .enabled((short) 1)
                        .encodedLength());
    }

    static int account(final UnsafeBuffer buffer, final int accountId) {
        return new CreateAccountEncoder()
                .wrap(buffer, 0)
                .name("account-" + accountId)
                .accountId(accountId)
                .maxOpenOrders(50)
                .encodedLength();
    }

    static int deposit(final UnsafeBuffer buffer, final int accountId) {
        return new DepositEncoder()
                .wrap(buffer, 0)
                .amount(100_000_000_000L)
                .accountId(accountId)
                .currency(Currency.BTC)
                .encodedLength();
    }

    private void instruments() {
        operator(
                SetInstrumentPhaseEncoder.TEMPLATE_ID,
                buffer -> new SetInstrumentPhaseEncoder()
                        .wrap(buffer, 0)
                        .instrumentId(PERPETUAL)
                        .phase(InstrumentPhase.HALTED)
                        .encodedLength());
        operator(ListInstrumentEncoder.TEMPLATE_ID, buffer -> listing(buffer, call("BTC-1-11000-C", 11_000)));
        operator(
                ScheduleOpeningEncoder.TEMPLATE_ID,
                buffer -> new ScheduleOpeningEncoder()
                        .wrap(buffer, 0)
                        .auctionNs(RequestVenue.START_NS + HOUR_NS)
                        .openNs(RequestVenue.START_NS + 2 * HOUR_NS)
                        .instrumentId(PERPETUAL)
                        .encodedLength());
        operator(
                SetVolatilityBandEncoder.TEMPLATE_ID,
                buffer -> new SetVolatilityBandEncoder()
                        .wrap(buffer, 0)
                        .widthE8(100_000_000_000L)
                        .auctionNs(1_000_000_000L)
                        .instrumentId(PERPETUAL)
                        .reference(TriggerReference.MARK)
                        .encodedLength());
        operator(
                SetMarketModeEncoder.TEMPLATE_ID,
                buffer -> new SetMarketModeEncoder()
                        .wrap(buffer, 0)
                        .delayNs(5_000_000L)
                        .instrumentId(PERPETUAL)
                        .mode(MarketMode.SPEED_BUMP)
                        .encodedLength());
    }

    static int listing(final UnsafeBuffer buffer, final InstrumentTerms terms) {
        final ListInstrumentEncoder encoder = new ListInstrumentEncoder().wrap(buffer, 0);
        TermsCodec.encode(terms, encoder.terms());
        return encoder.encodedLength();
    }

    static InstrumentTerms call(final String symbol, final long strike) {
        return new InstrumentTerms(
                symbol,
                "BTC",
                InstrumentKind.OPTION,
                OptionType.CALL,
                ContractStyle.INVERSE,
                Currency.BTC,
                strike * 100_000_000L,
                1L << 62,
                10_000L,
                10_000_000L,
                1_000_000L);
    }

    static InstrumentTerms perpetual() {
        return new InstrumentTerms(
                "BTC-PERPETUAL",
                "BTC",
                InstrumentKind.PERPETUAL,
                OptionType.NONE,
                ContractStyle.INVERSE,
                Currency.BTC,
                0,
                0,
                50_000_000L,
                1_000_000_000L,
                1_000_000L);
    }

    private void combinations() {
        operator(ListComboEncoder.TEMPLATE_ID, buffer -> combo(buffer, 2));
        add(false, BlockTradeEncoder.TEMPLATE_ID, 2, RequestSamples::block);
    }

    /** A call spread. */
    static int combo(final UnsafeBuffer buffer, final int ratio) {
        final ListComboEncoder encoder = new ListComboEncoder()
                .wrap(buffer, 0)
                .symbol("BTC-SPREAD-" + ratio)
                .tickSizeE8(10_000L)
                .maxOrderLots(1_000);
        encoder.legs().leg1Id(CALL).leg2Id(HIGHER_CALL).ratio1(1).ratio2(-ratio);
        return encoder.encodedLength();
    }

    private static int block(final UnsafeBuffer buffer) {
        final BlockTradeEncoder encoder = new BlockTradeEncoder()
                .wrap(buffer, 0)
                .blockId(9)
                .validUntilNs(RequestVenue.START_NS + HOUR_NS)
                .accountId(ACCOUNT)
                .counterpartyId(COUNTERPARTY)
                .underlyingId(1);
        final BlockTradeEncoder.LegsEncoder legs = encoder.legsCount(2);
        legs.next()
                .priceE8(RequestVenue.INDEX_E8)
                .quantityLots(20_000)
                .instrumentId(PERPETUAL)
                .side(Side.BUY);
        legs.next()
                .priceE8(RequestVenue.OPTION_E8)
                .quantityLots(10)
                .instrumentId(CALL)
                .side(Side.SELL);
        return encoder.encodedLength();
    }
}
