/**
 * Option mathematics, usable alone: of the JDK only, with optimisers from outside where a model is calibrated; no state shared between
 * threads. Nothing that a tick waits for allocates.
 *
 * <p>Where to begin:
 *
 * <pre>{@code
 * // One option: price and sensitivities on a forward, undiscounted. A result object is filled in place; one per thread.
 * Black76 option = new Black76().evaluate(true, 90_000, 100_000, 0.25, 0.6); // call, forward, strike, years, volatility
 * double price = option.price();
 * double volatility = ImpliedVolatility.of(true, 90_000, 100_000, 0.25, price);
 *
 * // A chain: per expiry its years and forward (NaN: from put-call parity), per option bid and ask (NaN: none).
 * OptionChain chain = new OptionChain(expiries, expiryOf, strike, isCall, inverse, BatchPricer.create());
 * if (chain.tick(years, forwards, bid, ask, true)) {
 *     double mark = chain.price()[0];
 *     double smile = chain.surface().volatility(0.1, 0.25); // at ln(strike / forward), years
 * }
 *
 * // A simulation: a model's paths, a pay-off, how to run it. The discount is the present value of 1 paid at the end.
 * Underlying coin = new Underlying(100, 0.05, 0.02, 0.6); // spot, rate, yield, volatility
 * BlackScholesPaths paths = BlackScholesPaths.of(coin, BlackScholesPaths.evenTimes(252, 1));
 * Control control = new Control(
 *         AsianPayoff.geometric(true, 105, coin.discount(1)),
 *         GeometricAsian.discrete(true, coin, 105, BlackScholesPaths.evenTimes(252, 1)));
 * Estimate asian = MonteCarlo.random(1, 100_000)
 *         .threads(2)
 *         .run(paths, AsianPayoff.arithmetic(true, 105, coin.discount(1)), control);
 * }</pre>
 *
 * <p>{@code black} and {@code batch} price European options, one or columns of them; {@code surface} turns quotes into marks; {@code
 * scenario}, {@code index} and {@code history} stand on those. {@code exotic} has closed forms, {@code american} early exercise, {@code
 * heston} stochastic volatility, {@code montecarlo} everything that depends on a path. Years are of 365 days, 0.5 is a volatility of
 * 50 %, rates are continuous.
 *
 * <p>What is no market (NaN, infinities, a price that no option can have) gives NaN where numbers stream in, in {@code black}, {@code
 * batch}, quotes and bars; everywhere else an exception that names it. Arguments that overflow doubles on the way are an {@code
 * ArithmeticException}.
 *
 * <p>Everything is built from + − × ÷, {@code Math.sqrt} and {@code Math.fma}, which IEEE 754 defines to the last bit, in one written
 * order. So a result has the same bits interpreted, compiled, and on any processor. {@code Math.exp} and its like are not used: a
 * virtual machine may replace them by intrinsics that round differently.
 */
package io.strikebook.pricing;
