/** Raw captures as the cryptofeed library writes them: what a venue sent, line by line, over WebSocket and REST. */
package io.strikebook.feeder.cryptofeed;
