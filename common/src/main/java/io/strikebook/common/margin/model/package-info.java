/**
 * Margin models behind one interface, as pure fixed-point code that margin and the sequencer share: what a position adds to an account's
 * book, and what a book has to be covered with. Standard margin is one, portfolio margin another.
 *
 * <p>What an engine does with them, per underlying and settlement currency:
 *
 * <ol>
 *   <li>one model, told the index of each epoch, and whatever else of marks it takes;
 *   <li>numbers of its expiries, {@link io.strikebook.common.margin.model.ExpirySlots};
 *   <li>one {@link io.strikebook.common.margin.model.InstrumentRisk} per instrument (the sequencer: per epoch that it keeps), told marks and
 *       arrays;
 *   <li>per account a book, {@code bookLength()} numbers of zero at first; each fill is a
 *       {@link io.strikebook.common.margin.model.MarginModel#move} from the lots before to the lots after;
 *   <li>an account is re-marked by clearing its book and moving each position from 0. An account that is touched before its turn is
 *       re-marked first: a book is never of two epochs.
 * </ol>
 *
 * <p>Risks change only between re-marks of all accounts whose books were made with them: either all at once at an epoch, or, where accounts
 * are re-marked in slices, with two risks per instrument, of which an account's epoch chooses one.
 */
package io.strikebook.common.margin.model;
