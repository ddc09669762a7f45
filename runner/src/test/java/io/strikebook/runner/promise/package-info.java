/**
 * What pre-trade promises, evaluated: {@link io.strikebook.runner.promise.Promise} is the statement, {@link
 * io.strikebook.runner.promise.Rules} the published rules written a second time, {@link io.strikebook.runner.promise.Journal} what happened as
 * frames tell it. A small venue of the real engines is driven by sequences of letters. One thread.
 */
package io.strikebook.runner.promise;
