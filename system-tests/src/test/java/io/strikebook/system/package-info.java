/**
 * Whole-venue tests: the real processes over the queues of a real home, started, killed and stopped, and an auditor
 * that reads what they recorded. Every test has a deadline, fails on any entry of any error log, and keeps its files
 * when it fails.
 */
package io.strikebook.system;
