/** What pre-trade has to keep of orders in spot, stated and evaluated after every sequence of a small model and in long random runs. */
package io.strikebook.runner.spot;
