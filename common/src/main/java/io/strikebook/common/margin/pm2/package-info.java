/**
 * Derive's second portfolio margin, as its documentation publishes it: a second full model behind the interface of
 * {@link io.strikebook.common.margin.model}, with other scenarios, sums per expiry, and other charges.
 */
package io.strikebook.common.margin.pm2;
