package io.strikebook.common.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strikebook.schemas.CancelOrderCommandDecoder;
import io.strikebook.schemas.DepositCommandDecoder;
import io.strikebook.schemas.MassQuoteCommandDecoder;
import io.strikebook.schemas.NewOrderCommandDecoder;
import io.strikebook.schemas.TickCommandDecoder;
import io.strikebook.schemas.UnusableRequestCommandDecoder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandOwnershipTest {
    private static final CommandOwnership TWO = new CommandOwnership(2);
    private static final CommandOwnership FOUR = new CommandOwnership(4);

    @Test
    void aCommandOfAnUnderlyingIsItsShards() {
        assertThat(TWO.ownerOf(NewOrderCommandDecoder.TEMPLATE_ID, 1)).isZero();
        assertThat(TWO.ownerOf(NewOrderCommandDecoder.TEMPLATE_ID, 2)).isEqualTo(1);
        assertThat(TWO.ownerOf(MassQuoteCommandDecoder.TEMPLATE_ID, 3)).isZero();
        assertThat(FOUR.ownerOf(CancelOrderCommandDecoder.TEMPLATE_ID, 3)).isEqualTo(2);
        assertThat(new CommandOwnership(1).ownerOf(NewOrderCommandDecoder.TEMPLATE_ID, 7))
                .isZero();
    }

    @Test
    void whatIsOfNoUnderlyingIsTheFirstShards() {
        assertThat(FOUR.ownerOf(NewOrderCommandDecoder.TEMPLATE_ID, 0)).isZero();
        assertThat(FOUR.ownerOf(UnusableRequestCommandDecoder.TEMPLATE_ID, 0)).isZero();
        assertThat(FOUR.ownerOf(NewOrderCommandDecoder.TEMPLATE_ID, -5)).isZero();
    }

    @Test
    void whatIsForAllIsEveryShardsAndMoneyIsNone() {
        assertThat(FOUR.ownerOf(TickCommandDecoder.TEMPLATE_ID, 0)).isEqualTo(CommandOwnership.EVERY_SHARD);
        assertThat(FOUR.ownerOf(DepositCommandDecoder.TEMPLATE_ID, 0)).isEqualTo(CommandOwnership.NO_SHARD);
        for (int shard = 0; shard < 4; shard++) {
            final MatchingShard one = new MatchingShard(FOUR, shard);
            assertThat(one.answers(TickCommandDecoder.TEMPLATE_ID, 0)).isTrue();
            assertThat(one.answers(DepositCommandDecoder.TEMPLATE_ID, 0)).isFalse();
            assertThat(one.answers(NewOrderCommandDecoder.TEMPLATE_ID, 3)).isEqualTo(shard == 2);
        }
    }

    @Test
    void noTwoShardsGiveATradeOfOneCommandTheSameOrdinal() {
        final Set<Integer> ordinals = new HashSet<>();
        for (int shard = 0; shard < 4; shard++) {
            final MatchingShard one = new MatchingShard(FOUR, shard);
            int ordinal = one.firstOrdinal(CommandOwnership.EVERY_SHARD);
            for (int trade = 0; trade < 100; trade++) {
                assertThat(ordinals.add(ordinal)).isTrue();
                ordinal += one.ordinalStep(CommandOwnership.EVERY_SHARD);
            }
            assertThat(one.firstOrdinal(shard)).isZero();
            assertThat(one.ordinalStep(shard)).isEqualTo(1);
        }
    }

    @Test
    void thereIsNoShardBeyondTheLast() {
        assertThatThrownBy(() -> new MatchingShard(TWO, 2))
                .hasMessage("there is no shard 2 of matching, only 2, counted from 0");
        assertThatThrownBy(() -> new CommandOwnership(0)).hasMessage("0 shards of matching");
    }
}
