/** Books over venues and statistics beside slow obvious twins. */
package io.strikebook.feeder.consolidated;
