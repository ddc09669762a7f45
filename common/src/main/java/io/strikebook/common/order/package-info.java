/** Ids that are one space for every interface of the venue. */
package io.strikebook.common.order;
