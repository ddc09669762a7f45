/**
 * A recorded crash, played to all engines: polls of recorded option chains are the market, or the ends of a path that is made up between
 * them second by second; market makers quote it, and leveraged accounts of many kinds live through it. What the market is, and what accounts
 * do, has floating point and made-up choices; what becomes of them is decided by the engines alone.
 */
package io.strikebook.runner.crash;
