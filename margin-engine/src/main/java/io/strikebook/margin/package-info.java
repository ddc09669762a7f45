/**
 * The margin engine: owner of cash and positions. {@link io.strikebook.margin.MarginEngine} bundles adapter, core and publisher without
 * a transport; {@link io.strikebook.margin.MarginAgent} drives it over queues on one thread. The pure core is in {@code ledger},
 * {@code position} and {@code standard}, which import no queue and no codec.
 */
package io.strikebook.margin;
