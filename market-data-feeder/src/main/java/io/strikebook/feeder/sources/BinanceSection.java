package io.strikebook.feeder.sources;

import io.strikebook.feeder.binance.BinanceMarket;
import io.strikebook.feeder.binance.BinanceRecording;
import io.strikebook.ipc.config.ConfigSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Captures of Binance's three markets: in hftbacktest's form each file by itself, raw ones all files of a market together. */
final class BinanceSection implements SourceSection {
    @Override
    public String name() {
        return "binance";
    }

    @Override
    public Opener read(final ConfigSection config) {
        final List<BinanceRecording.Capture> captures = new ArrayList<>();
        add(config, "usdm", BinanceMarket.USDM, captures);
        add(config, "coinm", BinanceMarket.COINM, captures);
        add(config, "spot", BinanceMarket.SPOT, captures);
        if (captures.isEmpty()) {
            throw config.refuse("usdm", "at least one capture is needed in usdm, coinm or spot");
        }
        return context -> BinanceRecording.open(captures, context);
    }

    private static void add(
            final ConfigSection config,
            final String key,
            final BinanceMarket market,
            final List<BinanceRecording.Capture> captures) {
        SourceSection.paths(config, key).forEach(path -> captures.add(new BinanceRecording.Capture(market, path)));
        final List<Path> raw = SourceSection.paths(config, key + "Captures");
        if (!raw.isEmpty()) {
            captures.add(new BinanceRecording.Capture(market, raw, true));
        }
    }
}
