/** Models behind the one interface. */
package io.strikebook.common.margin.model;
