/**
 * The matching engine: reads {@code commands} and {@code marks}, owns the live orders, writes {@code executions}.
 * {@link io.strikebook.matching.MatchingEngine} is the whole of it without a transport: {@link
 * io.strikebook.matching.CommandAdapter} turns frames into typed calls, {@code rules} and {@code book} decide, {@link
 * io.strikebook.matching.ExecutionPublisher} turns what happened into the command's group. One thread runs all of it;
 * state is a pure function of the frames consumed.
 */
package io.strikebook.matching;
